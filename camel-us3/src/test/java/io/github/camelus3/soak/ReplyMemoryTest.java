package io.github.camelus3.soak;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.ScriptedServer;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies of 15 MB from the callback service, in a heap of 64 MiB. */
@Timeout(120)
class ReplyMemoryTest {
  private static final int REPLY_BYTES = 15_000_000;

  static Stream<Named<String>> replies() {
    return Stream.of(
        Named.of("a long text", "{\"text\":\"" + "x".repeat(REPLY_BYTES) + "\"}"),
        Named.of("many numbers", "[" + "1,".repeat(REPLY_BYTES / 2) + "1]"),
        Named.of("many objects", "{\"a\":[" + "{\"b\":{}},".repeat(REPLY_BYTES / 9) + "1]}"),
        Named.of("many members", "{" + members() + "\"z\":1}"));
  }

  private static String members() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; members.length() < REPLY_BYTES; i++) {
      members.append("\"m").append(i).append("\":null,");
    }
    return members.toString();
  }

  @ParameterizedTest
  @MethodSource("replies")
  void replyIsReturned(String reply) throws Exception {
    assertThat(outcome(200, reply, false)).isEqualTo("reply " + reply.length());
  }

  @Test
  void rejectionIsReturned() throws Exception {
    String reply = "{" + members() + "\"z\":1}";

    assertThat(outcome(409, reply, true)).isEqualTo("rejection " + reply.length());
  }

  @Test
  void errorOfTheServiceIsMapped() throws Exception {
    String data = "[" + "1,".repeat(REPLY_BYTES / 2) + "1]";
    String body = "{\"ErrMsg\":\"x\",\"Data\":" + data + ",\"RetCode\":-148653}";

    assertThat(outcome(400, body, true)).isEqualTo("Us3BucketNotFoundException");
  }

  private static String outcome(int status, String body, boolean isChunked) throws Exception {
    ObjectETag eTag = new ObjectETag();
    eTag.update(new byte[1], 0, 1);
    ScriptedServer.Step response =
        out -> write(out, status, "ETag: \"" + eTag.eTag() + "\"", body, isChunked);
    try (ScriptedServer us3 = ScriptedServer.playing(response)) {
      return SmallHeap.run(SmallHeapReply.class, us3.endpoint()).getProperty("outcome");
    }
  }

  private static void write(
      OutputStream out, int status, String eTag, String body, boolean isChunked) throws Exception {
    String framing = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length();
    String head = "HTTP/1.1 " + status + " Some Reason\r\n" + eTag + "\r\n" + framing + "\r\n\r\n";
    out.write(head.getBytes(US_ASCII));
    byte[] bytes = body.getBytes(US_ASCII);
    if (isChunked) {
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
    }
    out.write(bytes);
    out.write((isChunked ? "\r\n0\r\n\r\n" : "").getBytes(US_ASCII));
    out.flush();
  }
}
