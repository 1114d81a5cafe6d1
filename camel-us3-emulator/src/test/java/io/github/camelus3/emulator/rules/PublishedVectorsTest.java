package io.github.camelus3.emulator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Signer;
import io.github.camelus3.emulator.callback.PutPolicy;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tests' own signer against the published vectors V1 to V16; the emulator is checked against
 * this signer and against recorded requests elsewhere. \n stands for LF.
 */
class PublishedVectorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT\\n\\ntext/plain\\n\\n/demobucket/demokey.txt | hvtXJaOv3XjYFvMhYvufBX3Oddw=",
        "PUT\\n\\ntext/plain\\n\\n/demobucket/目录/文件 名.txt | 7o7c86P7IIbWuVVUXiB4n+lXWWI=",
        "GET\\n\\n\\n\\n/demobucket/a b+c/d&e=f%20#1?.txt | 2S/7GE6Dc4Qgmo0PX3SD6CkZZgw=",
        "HEAD\\n\\n\\n\\n/demobucket/a b+c/d&e=f%20#1?.txt | WWezuoKYTY+8YujHkb7eV/pVXXY=",
        "GET\\n\\n\\n\\n/demobucket/ | Odu+aAE0UzYICoCfeRXbtF2boh4=",
        "DELETE\\n\\n\\n\\n/demobucket/demokey.txt | PMTYBHIDSvFE3FA5/mEI8F/zYmA=",
        "HEAD\\n\\n\\n\\n/demobucket/demokey.txt | 1KOJcQyQHFejT2HNQWQGgxd0NSo=",
        "PUT\\n\\napplication/octet-stream\\n1893456000\\n/demobucket/demokey.txt"
            + " | n/w2Qh5hytL4f835i7IVD0iQnvI=",
        "POST\\n\\nimage/jpeg\\n\\n/demobucket/form/pic.jpg | d72hV2DBUc4OpwBC9XPpMDUuZtg=",
        "POST\\n\\nvideo/mp4\\n\\n/demobucket/big/video.mp4 | luFKMYsLkl+arY+GCVR1k3tdffE=",
        "PUT\\n\\nvideo/mp4\\n\\n/demobucket/big/video.mp4 | nMCPK3djrSFiXmTVaGU7qonqhXY=",
        "PUT\\n\\nvideo/mp4\\n\\n/demobucket/big/copy.mp4 | NORzPk7yUXfSwK/jBJddbiKY510=",
        "POST\\n\\n\\n\\n/demobucket/hit.bin | hN26naQZgVRX0ZRdcvyTlt44D7w="
      })
  void signerAgrees(String stringToSign, String signature) {
    assertThat(Signer.DEMO.signature(stringToSign.replace("\\n", "\n"))).isEqualTo(signature);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | text/plain; charset=utf-8 | demo_policy.go | 2w0OGE0jdeWJOIryBp0EmAS1EjI= |"
            + "{\"callbackUrl\":\"http://app.example.com/cb\",\"callbackBody\":"
            + "\"{\\\"Name\\\":\\\"Alice\\\", \\\"Age\\\":20}\","
            + "\"callbackBodyType\":\"application/json\"}",
        "POST | video/mp4 | big/video.mp4 | O9uJS9POlmdjLn7R5i9dj/5DWU0= |"
            + "{\"callbackUrl\":\"http://app.example.com/cb\",\"callbackBody\":"
            + "\"Name=$(x:name)&Age=$(x:age)\","
            + "\"callbackVar\":{\"x:name\":\"Alice\",\"x:age\":\"20\"}}",
        "PUT | text/plain | demokey.txt | F36bXueVd+no4KNBsNhJDXVBe4E= |"
            + "{\"callbackUrl\":\"http://app.example.com/cb\",\"callbackBody\":"
            + "\"n=>>>???~~~\",\"callbackVar\":{\"x:n\":\"中文>?\"}}"
      })
  void emulatorAcceptsPublishedPolicies(
      String method, String type, String key, String signature, String policy) {
    String authorization = Signer.DEMO.withPolicy(method, type, "demobucket", key, policy);

    assertThat(authorization).contains(":" + signature + ":");
    Optional<Credential> claim = Credential.inText(authorization, "");
    assertThat(claim).isPresent();
    assertThat(PutPolicy.decode(claim.orElseThrow().encodedPolicy(), false).callbackUrl())
        .isEqualTo("http://app.example.com/cb");
  }
}
