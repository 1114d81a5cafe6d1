package io.github.camelus3.component.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MimeDetectorTest {
  private static final String PNG = "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR";
  private static final String ZIP = "PK\u0003\u0004\u0014\0\0\0\b\0word/document.xml";

  @ParameterizedTest
  @CsvSource({
    "picture.png, image/png",
    "picture, image/png",
    "picture.dat, image/png",
    "picture.bin, image/png",
    "picture.txt, image/png",
    "picture.json, image/png",
    "dir.txt/picture, image/png",
  })
  void bytesWithASignatureWinOverTheExtension(String key, String expected) throws Exception {
    assertThat(detect(PNG, key)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a.txt, text/plain",
    "A.CSV, text/csv",
    "a.json, application/json",
    "a.xml, application/xml",
    "a.log, text/x-log",
    "a, text/plain",
    "a.nonsense, text/plain",
    "a.bin, application/octet-stream",
  })
  void theExtensionDecidesTheKindOfText(String key, String expected) throws Exception {
    assertThat(detect("{\"a\": 1}", key)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "a.jar, application/java-archive",
    "a.zip, application/zip",
    "a, application/zip",
    "a.txt, application/zip",
    "a.bin, application/zip",
  })
  void theExtensionDecidesTheKindOfArchive(String key, String expected) throws Exception {
    assertThat(detect(ZIP, key)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7, a.bin, application/pdf",
    "%PDF-1.7, a.txt, application/pdf",
    "<!DOCTYPE html><html></html>, a.txt, text/html",
    "<!DOCTYPE html><html></html>, a.xml, text/html",
    "<?xml version='1.0'?><a/>, a.bin, application/xml",
    "<?xml version='1.0'?><a/>, a.xml, application/xml",
    "BZh91AY, a, application/x-bzip2",
    "BZh91AY, a.jpg, application/x-bzip2",
    "<HTML>, a.csv, text/html",
    "ID3\u0003., a.csv, audio/mpeg",
  })
  void commonKindsAreSeenBehindNamesThatJustSayBinaryOrText(
      String content, String key, String expected) throws Exception {
    assertThat(detect(content, key)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ID3\u0003., a.iso, application/x-iso9660-image",
    "ID3\u0003., a.bin, application/octet-stream",
    "see <html>, a.csv, text/csv",
  })
  void aKnownExtensionIsBelievedWhenTheBytesAreOfNoCommonKind(
      String content, String key, String expected) throws Exception {
    assertThat(detect(content, key)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"ID3\u0003, audio/mpeg", "GIF89a, image/gif", "%PDF-1.7, application/pdf"})
  void bytesDecideWithoutAnExtension(String content, String expected) throws Exception {
    assertThat(detect(content, "unknown")).isEqualTo(expected);
  }

  @Test
  void emptyOrUnknownContentIsOctetStream() throws Exception {
    assertThat(detect("", "unknown")).isEqualTo("application/octet-stream");
    assertThat(detect("\0\1\2\3", "unknown")).isEqualTo("application/octet-stream");
    assertThat(detect("", "a.csv")).isEqualTo("text/csv");
    assertThat(MimeDetector.detect("dir/a.csv")).isEqualTo("text/csv");
  }

  @Test
  void contentThatCannotBeReadFails() {
    IOException broken = new IOException("broken");

    assertThatThrownBy(
            () ->
                MimeDetector.detect(
                    max -> {
                      throw broken;
                    },
                    "a.txt"))
        .isSameAs(broken);
  }

  @ParameterizedTest
  @CsvSource({
    "css/style#1.css, text/css",
    "q?.js, text/javascript",
    "backup:db.json, application/json",
    "a%20b.png, image/png",
    "100%.csv, text/csv",
    "c#.svg, image/svg+xml",
    "http://h/a?b#c.pdf, application/pdf",
    "style.css?v=1, text/css",
  })
  void theExtensionIsBehindTheLastDotOfAKey(String key, String expected) throws Exception {
    assertThat(MimeDetector.detect(key)).isEqualTo(expected);
    assertThat(detect("", key)).isEqualTo(expected);
  }

  private static String detect(String content, String key) throws IOException {
    byte[] bytes = content.getBytes(ISO_8859_1);
    return MimeDetector.detect(max -> Arrays.copyOf(bytes, Math.min(max, bytes.length)), key);
  }
}
