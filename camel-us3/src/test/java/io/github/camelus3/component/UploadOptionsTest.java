package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.component.options.Us3Settings;
import io.github.camelus3.component.webhook.WebhookRegistry;
import io.github.camelus3.emulator.Us3Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers and options of an upload, and the values that are refused before a request. */
class UploadOptionsTest extends Us3TestSupport {
  private static final Map<String, Object> KEY = Map.of(Us3Constants.KEY, "k");

  @TempDir Path folder;

  @Test
  void theKeyHeaderComesBeforeTheOptionAndTheFileName() throws Exception {
    String uri = "us3:photos?keyName=option-${header.CamelFileName}";

    upload(uri, "1", Map.of(Us3Constants.KEY, "header", Exchange.FILE_NAME, "file"));
    upload(uri, "2", Map.of(Exchange.FILE_NAME, "file"));
    upload("us3:photos", "3", Map.of(Exchange.FILE_NAME, "sub/file"));

    assertThat(us3.keys(BUCKET)).containsExactlyInAnyOrder("header", "option-file", "sub/file");
  }

  @Test
  void aMessageWithoutAKeyIsRefused() {
    assertThat(failure("us3:photos", "x", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CamelUs3Key")
        .hasMessageContaining("keyName")
        .hasMessageContaining("CamelFileName");
    assertThat(failure("us3:photos?keyName=${header.none}", "x", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keyName=${header.none}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "a/../b",
        "./a",
        "a/./b",
        "a//b",
        "/a",
        "a/",
        "100%",
        "%2F%2e%2e",
        "what?",
        "a#b",
        "a+b",
        "a b",
        "目录/文件 名.txt",
        "${header.CamelUs3Secret}",
        "$simple{body}",
        "{}[]^<>\\|\"`",
        "a&b=c;d,e:f@g$h!i'j(k)l*m~n",
        "\ud83d\udc2b.png"
      })
  void anyKeyIsStoredUnderExactlyThatKey(String key) throws Exception {
    upload("us3:photos?mode=put", "small", Map.of(Us3Constants.KEY, key, "CamelUs3Secret", "s"));
    upload("us3:photos?mode=mput", "small", Map.of(Us3Constants.KEY, key + "2"));

    assertThat(us3.keys(BUCKET)).containsExactlyInAnyOrder(key, key + "2");
  }

  @ParameterizedTest
  @CsvSource({
    "CamelUs3Key, ''",
    "CamelUs3OverrideBucketName, ' '",
    "CamelUs3Mode, sideways",
    "CamelUs3Operation, teleport",
    "CamelUs3Jobs, 0",
    "CamelUs3Jobs, -1",
    "CamelUs3Jobs, 257",
    "CamelUs3Jobs, many",
    "CamelUs3StorageClass, GLACIER",
    "CamelUs3MimeType, 'text/plain\nX: y'"
  })
  void aHeaderThatCannotBeUsedIsNamedWithItsValue(String header, String value) {
    Map<String, Object> headers = new java.util.HashMap<>(KEY);
    headers.put(header, value);

    Exception failure = failure("us3:photos", "x", headers);

    assertThat(failure).isInstanceOf(IllegalArgumentException.class);
    assertThat(failure.getMessage()).contains(value.isBlank() ? header : value.trim());
    assertThat(us3.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "us3://?mode=put, bucketName",
    "us3:photos?mode=sideways, sideways",
    "us3:photos?operation=teleport, teleport",
    "us3:photos?jobs=0, jobs",
    "us3:photos?jobs=257, 257",
    "us3:photos?multipartThreshold=0, multipartThreshold",
    "us3:photos?maxConcurrentUploads=0, maxConcurrentUploads",
    "us3:photos?storageClass=GLACIER, GLACIER",
    "us3:photos?metadata.bad_name=1, bad_name",
    "us3:photos?endpoint=nonsense, nonsense",
    "us3:photos?unknownOption=1, unknownOption",
    "us3:photos?proxyHost=127.0.0.1, proxyPort"
  })
  void anOptionThatCannotBeUsedFailsTheEndpointAndIsNamed(String uri, String named) {
    assertThatThrownBy(() -> template.sendBodyAndHeader(uri, "x", Us3Constants.KEY, "k"))
        .hasStackTraceContaining(named);
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void anEndpointWithoutAnAddressSaysWhatItNeeds() {
    context.getComponent("us3", Us3Component.class).getConfiguration().setEndpoint(null);

    assertThatThrownBy(() -> context.getEndpoint("us3:photos"))
        .hasStackTraceContaining("region, fileHost, endpoint");
  }

  @Test
  void theBucketHeaderIsHonouredInEveryMode() throws Exception {
    for (String mode : new String[] {"put", "mput", "asyncMput", "asyncUpload"}) {
      Exchange done =
          upload(
              "us3:photos?mode=" + mode,
              "x",
              Map.of(Us3Constants.KEY, mode, Us3Constants.OVERRIDE_BUCKET_NAME, OTHER_BUCKET));
      assertThat(done.getMessage().getHeader(Us3Constants.BUCKET_NAME)).isEqualTo(OTHER_BUCKET);
    }

    assertThat(us3.keys(OTHER_BUCKET)).hasSize(4);
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void theMimeTypeHeaderComesBeforeOptionFileHeaderAndDetection(String mode) throws Exception {
    Map<String, Object> both =
        Map.of(
            Us3Constants.KEY, "1",
            Us3Constants.MIME_TYPE, "a/header",
            Exchange.FILE_CONTENT_TYPE, "a/file");
    upload("us3:photos?mode=" + mode + "&mimeType=an/option", "x", both);
    upload(
        "us3:photos?mode=" + mode + "&mimeType=an/option",
        "x",
        Map.of(Us3Constants.KEY, "2", Exchange.FILE_CONTENT_TYPE, "a/file"));
    upload(
        "us3:photos?mode=" + mode,
        "x",
        Map.of(Us3Constants.KEY, "3", Exchange.FILE_CONTENT_TYPE, "a/file"));

    assertThat(mimeType("1")).isEqualTo("a/header");
    assertThat(mimeType("2")).isEqualTo("an/option");
    assertThat(mimeType("3")).isEqualTo("a/file");
  }

  @Test
  void theMimeTypeIsDetectedFromBytesAndExtension() throws Exception {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};

    upload("us3:photos", "a short text", Map.of(Us3Constants.KEY, "note.txt"));
    upload("us3:photos", "{\"a\":1}", Map.of(Us3Constants.KEY, "dir/a.json"));
    upload("us3:photos", png, Map.of(Us3Constants.KEY, "no-extension"));
    upload("us3:photos?mode=mput", new byte[0], Map.of(Us3Constants.KEY, "empty.csv"));
    upload("us3:photos", new byte[] {0, 1, 2, 3}, Map.of(Us3Constants.KEY, "unknown"));

    assertThat(mimeType("note.txt")).isEqualTo("text/plain");
    assertThat(mimeType("dir/a.json")).isEqualTo("application/json");
    assertThat(mimeType("no-extension")).isEqualTo("image/png");
    assertThat(mimeType("empty.csv")).isEqualTo("text/csv");
    assertThat(mimeType("unknown")).isEqualTo("application/octet-stream");
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void storageClassAndMetadataAreTheSameInEveryMode(String mode) throws Exception {
    String uri = "us3:photos?mode=" + mode + "&storageClass=IA&metadata.owner=alice&metadata.n=1";

    upload(uri, "x", Map.of(Us3Constants.KEY, "options"));
    upload(
        uri,
        "x",
        Map.of(
            Us3Constants.KEY, "headers",
            Us3Constants.STORAGE_CLASS, "STANDARD",
            Us3Constants.METADATA, Map.of("owner", "张三")));

    assertThat(us3.object(BUCKET, "options").orElseThrow().storageClass()).isEqualTo("IA");
    assertThat(us3.object(BUCKET, "options").orElseThrow().metadata())
        .containsExactlyInAnyOrderEntriesOf(Map.of("owner", "alice", "n", "1"));
    assertThat(us3.object(BUCKET, "headers").orElseThrow().storageClass()).isEqualTo("STANDARD");
    assertThat(us3.object(BUCKET, "headers").orElseThrow().metadata())
        .containsExactlyInAnyOrderEntriesOf(Map.of("owner", "张三"));
  }

  @Test
  void modeAndOperationHeadersAreEnumsOrNamesInAnyCase() throws Exception {
    upload(
        "us3:photos?mode=put",
        "x",
        Map.of(
            Us3Constants.KEY, "k", Us3Constants.MODE, "ASYNCMPUT", "CamelUs3Operation", "Upload"));
    upload(
        "us3:photos?mode=put",
        "x",
        Map.of(
            Us3Constants.KEY, "k",
            Us3Constants.MODE, Us3UploadMode.mput,
            Us3Constants.OPERATION, Us3Operation.upload));

    assertThat(requests(Us3Api.PUT_FILE)).isEmpty();
    assertThat(requests(Us3Api.INITIATE_MULTIPART_UPLOAD)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void sendsContentMd5OnlyIfConfigured(String mode) throws Exception {
    upload("us3:photos?mode=" + mode, "hello world", Map.of(Us3Constants.KEY, "k"));
    assertThat(us3.requests()).allMatch(r -> r.header("Content-MD5").isEmpty());

    upload(
        "us3:photos?verifyUploadMd5=true&mode=" + mode,
        new java.io.ByteArrayInputStream("hello world".getBytes()),
        Map.of(Us3Constants.KEY, "k2"));
    assertThat(us3.requests())
        .filteredOn(r -> r.header("Content-MD5").isPresent())
        .singleElement()
        .satisfies(
            r -> assertThat(r.header("Content-MD5")).contains("5eb63bbbe01eeed093cb22bb8f5acdc3"));
  }

  @Test
  void theConfigFileOfTheGoSdkIsEnough() throws Exception {
    Us3Configuration options = context.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(null);
    options.setPublicKey(null);
    options.setPrivateKey(null);
    Path file =
        Files.writeString(
            folder.resolve("config.json"),
            "{\"public_key\":\"public-key\",\"private_key\":\"private-key\",\"bucket_name\":\"b\","
                + "\"file_host\":\"cn-bj.ufileos.com\",\"bucket_host\":\"api.ucloud.cn\","
                + "\"verfiy_upload_md5\":true,\"endpoint\":\""
                + us3.endpoint()
                + "\"}");

    upload("us3:photos?configFile=" + file, "x", KEY);
    upload("us3:photos?verifyUploadMd5=false&configFile=" + file, "x", KEY);

    assertThat(us3.requests().get(0).header("Content-MD5")).isPresent();
    assertThat(us3.requests().get(1).header("Content-MD5")).isEmpty();
    assertThatThrownBy(() -> context.getEndpoint("us3:photos?endpoint=bad:url&configFile=" + file))
        .hasStackTraceContaining("bad:url");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"public_key\": 5}; public_key",
        "{\"verfiy_upload_md5\": \"yes\"}; verfiy_upload_md5",
        "[]; not a JSON object",
        "{\"private_key\" oops; not JSON"
      })
  void anUnusableConfigFileIsNamedWithItsMember(String json, String named) throws Exception {
    Path file = Files.writeString(folder.resolve("config.json"), json);

    assertThatThrownBy(() -> context.getEndpoint("us3:photos?configFile=" + file))
        .hasStackTraceContaining(file.toString())
        .hasStackTraceContaining(named);
    assertThatThrownBy(() -> context.getEndpoint("us3:photos?configFile=classpath:none.json"))
        .hasStackTraceContaining("classpath:none.json");
  }

  @Test
  void keysAreTakenFromTheEnvironmentLast() throws Exception {
    Us3Configuration options = new Us3Configuration();
    options.setBucketName("photos");
    options.setRegion("cn-bj");
    options.setPrivateKey("option");

    Us3Settings settings =
        Us3Settings.of(
            options,
            context,
            new WebhookRegistry(),
            false,
            Map.of("US3_PUBLIC_KEY", "env-public", "US3_PRIVATE_KEY", "env-private")::get);

    assertThat(settings.credentials().publicKey()).isEqualTo("env-public");
    assertThat(settings.credentials().privateKey()).isEqualTo("option");
    assertThat(settings.serviceUrl()).isEqualTo("https://*.cn-bj.ufileos.com");
    options.setPrivateKey(null);
    assertThatThrownBy(
            () -> Us3Settings.of(options, context, new WebhookRegistry(), false, name -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("publicKey");
  }

  @Test
  void regionAndFileHostPutTheBucketInFrontOfTheHost() throws Exception {
    context.getComponent("us3", Us3Component.class).getConfiguration().setEndpoint(null);
    String proxied = "&protocol=http&proxyHost=127.0.0.1&proxyPort=" + us3.port();

    upload("us3:photos?region=cn-bj" + proxied, "x", KEY);
    upload("us3:photos?fileHost=internal-hk-01.ufileos.com" + proxied, "x", KEY);

    assertThat(us3.requests())
        .extracting(r -> r.header("Host").orElse(""))
        .containsExactly("photos.cn-bj.ufileos.com", "photos.internal-hk-01.ufileos.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example/", "a@evil.example:80#", "a b", ""})
  void aBucketHeaderCannotChangeTheHost(String bucket) {
    context.getComponent("us3", Us3Component.class).getConfiguration().setEndpoint(null);

    Exception failure =
        failure(
            "us3:photos?region=cn-bj",
            "x",
            Map.of(Us3Constants.KEY, "k", Us3Constants.OVERRIDE_BUCKET_NAME, bucket));

    assertThat(failure).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sendsTheSecurityTokenOfATemporaryKey() throws Exception {
    upload("us3:photos?securityToken=sts", "x", KEY);

    assertThat(us3.requests().get(0).header("SecurityToken")).contains("sts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" x", "x ", "\u3000x", "x\u00a0", "x\uD83D", "x\r\nY: z", "\u0000", "x\t"})
  void metadataThatWouldNotArriveAsItIsIsNamed(String value) {
    Map<String, Object> headers =
        Map.of(Us3Constants.KEY, "k", Us3Constants.METADATA, Map.of("source", value));

    Exception failure = failure("us3:photos", "x", headers);

    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metadata value of \"source\" must not");
    assertThat(us3.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "\u5f20\u3000\u4e09", "\ud83d\udc2b", "a\u00a0b", "'\"\\"})
  void metadataOfAnyOtherTextArrivesAsItIs(String value) throws Exception {
    upload(
        "us3:photos",
        "x",
        Map.of(Us3Constants.KEY, "k", Us3Constants.METADATA, Map.of("source", value)));

    assertThat(run("headObject", KEY).getMessage().getHeader(Us3Constants.METADATA))
        .isEqualTo(Map.of("source", value));
  }

  private String mimeType(String key) {
    return us3.object(BUCKET, key).orElseThrow().mimeType();
  }
}
