package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values come from the Go SDK's GetFileEtag (ufile-gosdk 1d4446c) over the same bytes. */
class ETagsTest {
  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "0, AAAAANo5o-5ea0sNMlW_75VgGJCv2AcJ",
    "4194303, AQAAAH9tkLHM2wFqBpgIZJ4NMMYVKZLl",
    "4194304, AQAAAAd8eREZ4FXnoK5eUHCJo_kRSDb1",
    "4194305, AgAAAAV4TNEnA2AXSRVyDqVW4bohMKad",
    "8388608, AgAAABZWuy7H6BDwRPEg8SCwWrzJuMmX",
    "10485760, AwAAAJWW94Kd7uuN_TCTi_xpbr4WtvSz"
  })
  void objectETagIsOverBlocksOfFourMebibytes(int size, String eTag) {
    ETagDigest digest = new ETagDigest();

    digest.update(TestBytes.pattern(size), 0, size);

    assertThat(digest.eTag()).isEqualTo(eTag);
  }

  @Test
  void objectETagOfShortTexts() {
    assertThat(eTag("a")).isEqualTo("AQAAAIb35Df6paf84V0d3Lnq6uo3dme4");
    assertThat(eTag("hello world")).isEqualTo("AQAAACqubDXJT8-0FdvpX0CLnOke6Ebt");
  }

  @Test
  void objectETagDoesNotDependOnHowTheBytesArrive() {
    byte[] bytes = TestBytes.pattern(4 * MIB + 1);
    ETagDigest digest = new ETagDigest();

    for (int offset = 0; offset < bytes.length; offset += 65_537) {
      digest.update(bytes, offset, Math.min(65_537, bytes.length - offset));
    }

    assertThat(digest.eTag()).isEqualTo("AgAAAAV4TNEnA2AXSRVyDqVW4bohMKad");
  }

  @Test
  void partETagIsTheBareSha1() {
    assertThat(
            List.of(partETag(0, 4 * MIB), partETag(4 * MIB, 4 * MIB), partETag(8 * MIB, 2 * MIB)))
        .containsExactly(
            "B3x5ERngVeegrl5QcImj-RFINvU=",
            "pemzjllrQHHKkndJD5tde7PrHug=",
            "nue8DdqliDECp6sbqkWRJMReMH0=");
    assertThat(partETag(4 * MIB, 1)).isEqualTo("Xm-Ao0qXmMr8al25bMV7pMTbWcI=");
  }

  @Test
  void objectETagFollowsFromThePartETags() {
    List<UploadedPart> parts =
        List.of(
            new UploadedPart(0, "B3x5ERngVeegrl5QcImj-RFINvU=", -1),
            new UploadedPart(1, "pemzjllrQHHKkndJD5tde7PrHug=", -1),
            new UploadedPart(2, "nue8DdqliDECp6sbqkWRJMReMH0=", -1));

    assertThat(ETags.ofParts(parts)).contains("AwAAAJWW94Kd7uuN_TCTi_xpbr4WtvSz");
  }

  @Test
  void objectETagFollowsFromPartETagsInTheFormOfObjects() {
    UploadedPart part = new UploadedPart(0, "AQAAAAd8eREZ4FXnoK5eUHCJo_kRSDb1", -1);

    assertThat(ETags.ofParts(List.of(part))).contains("AQAAAAd8eREZ4FXnoK5eUHCJo_kRSDb1");
  }

  @Test
  void nothingFollowsFromPartETagsOfAnotherKind() {
    assertThat(ETags.ofParts(List.of(new UploadedPart(0, "d14c5acea679625f1111e902d00b0ae0", -1))))
        .isEmpty();
    assertThat(ETags.ofParts(List.of(new UploadedPart(0, "not base64!", -1)))).isEmpty();
  }

  @Test
  void eTagNamesAPartInEitherForm() {
    byte[] sha1 = sha1(0, 4 * MIB);

    assertThat(ETags.namesPart("B3x5ERngVeegrl5QcImj-RFINvU=", sha1)).isTrue();
    assertThat(ETags.namesPart("AQAAAAd8eREZ4FXnoK5eUHCJo_kRSDb1", sha1)).isTrue();
    assertThat(ETags.namesPart("AgAAAAd8eREZ4FXnoK5eUHCJo_kRSDb1", sha1)).isFalse();
    assertThat(ETags.namesPart("pemzjllrQHHKkndJD5tde7PrHug=", sha1)).isFalse();
    assertThat(ETags.namesPart("", sha1)).isFalse();
  }

  private static String eTag(String text) {
    ETagDigest digest = new ETagDigest();
    digest.update(text.getBytes(UTF_8), 0, text.length());
    return digest.eTag();
  }

  private static String partETag(int offset, int length) {
    return ETags.ofPart(sha1(offset, length));
  }

  private static byte[] sha1(int offset, int length) {
    MessageDigest sha1 = ETags.sha1();
    sha1.update(TestBytes.pattern(10 * MIB), offset, length);
    return sha1.digest();
  }
}
