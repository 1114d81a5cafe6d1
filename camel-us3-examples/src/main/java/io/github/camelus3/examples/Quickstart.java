package io.github.camelus3.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3CallbackUnreachableException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.sign.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The main job of camel-us3 in one process. A file-polling route uploads real files to the emulator
 * in every mode, with a put policy. For each upload the emulator calls a second route over HTTP.
 * The reply of that route becomes the message body of the first. The largest file has a progress
 * bar. Then two uploads fail and are caught. The exit status is 0 if every result is as expected.
 */
public final class Quickstart {
  static final String BUCKET = "photos";

  /** The modes in the order in which the file route finds their folders. */
  private static final Map<String, String> MODES = new TreeMap<>();

  static {
    MODES.put("auto", "one PUT below 16 MiB, parts above");
    MODES.put("put", "one PUT, whatever the size");
    MODES.put("mput", "one part after the other");
    MODES.put("asyncMput", "10 parts in flight");
    MODES.put("asyncUpload", "jobs parts in flight, here 20");
  }

  private Quickstart() {}

  /** Runs the example; there are no arguments. */
  public static void main(String[] args) throws Exception {
    int port = FreePort.find();
    try (Us3Emulator us3 =
            Us3Emulator.builder()
                .bucket(BUCKET)
                .credentials("my-public-key", "my-private-key")
                .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
                .build()
                .start();
        Outbox outbox = Outbox.create(List.copyOf(MODES.keySet()));
        CamelContext camel = camel(us3, port)) {
      Report report = new Report();
      camel.addRoutes(new CallbackRoute(port));
      camel.addRoutes(new UploadRoutes(outbox.folder(), report));
      camel.start();
      report.line("\nFiles from " + outbox.folder());
      report.line("to an emulator of US3 at " + us3.endpoint() + " in the same process,");
      report.line("which then calls our own service at http://127.0.0.1:" + port + "/uploaded");
      warmUp(us3, camel, report);
      uploadFiles(camel, report);
      finishPartsThatAreAlreadyThere(us3, camel, report);
      requireSameBytes(outbox, us3);
      watchTheLargest(outbox.largest(), us3, camel, report);
      failTwice(camel, report);
      sumUp(us3, report);
    }
  }

  /** The first upload of a JVM loads classes; its time must not count. */
  private static void warmUp(Us3Emulator us3, CamelContext camel, Report report) throws Exception {
    try (ProducerTemplate template = camel.createProducerTemplate()) {
      template.sendBodyAndHeader("direct:upload", "warm up", Us3Constants.KEY, "warm-up.txt");
    }
    report.awaitUpload();
    us3.reset();
  }

  private static void uploadFiles(CamelContext camel, Report report) throws Exception {
    report.line("");
    report.head();
    camel.getRouteController().startRoute(UploadRoutes.FILES);
    for (Map.Entry<String, String> mode : MODES.entrySet()) {
      report.line("mode=" + mode.getKey() + ": " + mode.getValue());
      for (int file = 0; file < Outbox.filesForEachMode(); file++) {
        report.row(report.awaitUpload());
      }
    }
  }

  private static CamelContext camel(Us3Emulator us3, int callbackPort) {
    CamelContext camel = new DefaultCamelContext();
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint()); // with the real service: options.setRegion("cn-bj")
    options.setPublicKey("my-public-key");
    options.setPrivateKey("my-private-key");
    options.setReadTimeout(Duration.ofMinutes(2).toMillis()); // longer than callbacks may take
    camel
        .getRegistry()
        .bind(
            "notify",
            PutPolicy.builder()
                .callbackUrl("http://127.0.0.1:" + callbackPort + "/uploaded")
                .callbackBody("{\"event\":\"$(x:event)\"}")
                .callbackBodyType("application/json")
                .callbackVar("x:event", "file arrived")
                .build());
    return camel;
  }

  /** Finishes parts that another node has uploaded, with the policy. */
  private static void finishPartsThatAreAlreadyThere(
      Us3Emulator us3, CamelContext camel, Report report) throws Exception {
    byte[] bytes = "parts from two nodes".getBytes(UTF_8);
    try (Us3Client node =
            Us3Client.builder()
                .host(ServiceHost.ofEndpoint(us3.endpoint()))
                .credentials(Credentials.of("my-public-key", "my-private-key"))
                .build();
        ProducerTemplate template = camel.createProducerTemplate()) {
      MultipartUpload upload =
          node.initiateMultipartUpload(
              BUCKET, "finish/joined.txt", ObjectAttributes.ofMimeType("text/plain"));
      node.uploadPart(upload, 0, ObjectSource.bytes(bytes), IntegrityOptions.DEFAULT);
      template.sendBodyAndHeaders(
          "direct:upload",
          null,
          Map.of(
              Us3Constants.KEY, upload.key(),
              Us3Constants.MODE, "finish",
              Us3Constants.UPLOAD_ID, upload.uploadId()));
    }
    report.line("mode=finish: parts that another node has sent");
    Report.Row row = report.awaitUpload();
    report.row(row);
    report.eTag(row);
  }

  private static void requireSameBytes(Outbox outbox, Us3Emulator us3) throws IOException {
    for (String key : us3.keys(BUCKET)) {
      Path file = outbox.file(key);
      if (Files.exists(file)) {
        requireSameBytes(key, file, us3);
      }
    }
  }

  private static void requireSameBytes(String key, Path file, Us3Emulator us3) throws IOException {
    if (!sameBytes(file, us3.object(BUCKET, key).orElseThrow())) {
      throw new IllegalStateException(key + " is stored with other bytes than " + file);
    }
  }

  private static boolean sameBytes(Path file, StoredObject object) throws IOException {
    try (InputStream sent = Files.newInputStream(file);
        InputStream stored = object.open()) {
      byte[] chunk = sent.readNBytes(1 << 20);
      while (chunk.length > 0) {
        if (!Arrays.equals(chunk, stored.readNBytes(chunk.length))) {
          return false;
        }
        chunk = sent.readNBytes(1 << 20);
      }
      return stored.read() < 0;
    }
  }

  private static void watchTheLargest(Path file, Us3Emulator us3, CamelContext camel, Report report)
      throws Exception {
    String key = file.getFileName().toString();
    report.line("\nThe largest file, 20 parts in flight, in a JVM with a heap of 64 MiB");
    Report.Row row;
    try (ProducerTemplate template = camel.createProducerTemplate();
        UploadBar bar =
            new UploadBar(key, Files.size(file), System.out, System.console() != null)) {
      camel.getManagementStrategy().addEventNotifier(bar);
      template.sendBodyAndHeader("direct:upload", file, Us3Constants.KEY, key);
      row = report.awaitUpload();
      camel.getManagementStrategy().removeEventNotifier(bar);
    }
    report.row(row);
    requireSameBytes(key, file, us3);
  }

  private static void failTwice(CamelContext camel, Report report) throws Exception {
    report.line("\nTwo uploads that must fail");
    try (ProducerTemplate template = camel.createProducerTemplate()) {
      template.sendBodyAndHeader(
          "direct:wrong-key", "never stored", Us3Constants.KEY, "failures/wrong-key.txt");
      report.requireFailure(
          Us3InvalidSignatureException.class, "wrong private key, nothing stored");

      camel.getRouteController().stopRoute(CallbackRoute.ID);
      template.sendBodyAndHeader(
          "direct:upload", "stored all the same", Us3Constants.KEY, "failures/no-callback.txt");
      report.requireFailure(
          Us3CallbackUnreachableException.class, "our service is down, the object is stored");
    }
  }

  /** Expects the files of each mode, the joined parts, the largest file and one failure stored. */
  private static void sumUp(Us3Emulator us3, Report report) {
    int stored = us3.keys(BUCKET).size();
    long announced =
        us3.callbacks().stream().filter(callback -> callback.failure().isEmpty()).count();
    int expected = MODES.size() * Outbox.filesForEachMode() + 2;
    if (announced != expected || stored != expected + 1) {
      throw new IllegalStateException(stored + " objects stored, " + announced + " announced");
    }
    report.line(
        String.format(
            "%n%d uploads: %d stored and announced, 1 stored only, 1 refused; %d objects stored",
            announced + 2, announced, stored));
    report.line("\nWhat next");
    report.line("  the code          camel-us3-examples/src/main/java (UploadRoutes.java)");
    report.line("  your own bucket   setRegion(...) and your keys in Quickstart.java, camel()");
    report.line("  only an emulator  mvn -ntp package -DskipTests -pl camel-us3-emulator");
  }
}
