package io.github.camelus3.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.Checks;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectSource;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3CallbackUnreachableException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.sign.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The main job of camel-us3 from beginning to end, in one process: a file-polling route uploads
 * real files to the emulator in every mode with a put policy, the emulator calls a second route
 * over HTTP, and what that route replies comes back as the body of the first. The largest file has
 * a progress bar. Then two uploads fail and are caught. Ends with status 0 if all went as it
 * should.
 */
public final class Quickstart {
  static final String BUCKET = "photos";

  private static final List<String> MODES =
      List.of("auto", "put", "mput", "asyncMput", "asyncUpload");

  private Quickstart() {}

  /** Runs it; takes no arguments. */
  public static void main(String[] args) throws Exception {
    int port = freePort();
    try (Us3Emulator us3 =
            Us3Emulator.builder()
                .bucket(BUCKET)
                .credentials("my-public-key", "my-private-key")
                .build()
                .start();
        Outbox outbox = Outbox.create(MODES);
        CamelContext camel = camel(us3, port)) {
      Report report = new Report(MODES.size() * Outbox.filesForEachMode() + 1);
      camel.addRoutes(new CallbackRoute(port));
      camel.addRoutes(new UploadRoutes(outbox.folder(), report));
      report.title("Files from " + outbox.folder() + " to US3 at " + us3.endpoint());
      camel.start();
      finishPartsThatAreAlreadyThere(us3, camel);
      report.awaitUploads();
      requireSameBytes(outbox, us3);
      watchTheLargest(outbox.largest(), us3, camel, report);
      failTwice(camel, report);
      report.summary(us3.keys(BUCKET).size(), us3.callbacks().size());
    }
  }

  private static CamelContext camel(Us3Emulator us3, int callbackPort) {
    CamelContext camel = new DefaultCamelContext();
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint()); // with the real service: options.setRegion("cn-bj")
    options.setPublicKey("my-public-key");
    options.setPrivateKey("my-private-key");
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

  /** The parts may come from other machines; the route finishes them, with the policy. */
  private static void finishPartsThatAreAlreadyThere(Us3Emulator us3, CamelContext camel)
      throws IOException {
    byte[] bytes = "parts from two nodes".getBytes(UTF_8);
    try (Us3Client node =
        Us3Client.builder()
            .host(ServiceHost.ofEndpoint(us3.endpoint()))
            .credentials(Credentials.of("my-public-key", "my-private-key"))
            .build()) {
      MultipartUpload upload =
          node.initiateMultipartUpload(
              BUCKET, "finish/joined.txt", ObjectAttributes.ofMimeType("text/plain"));
      node.uploadPart(upload, 0, ObjectSource.bytes(bytes), Checks.DEFAULT);
      try (ProducerTemplate template = camel.createProducerTemplate()) {
        template.sendBodyAndHeaders(
            "direct:upload",
            null,
            Map.of(
                Us3Constants.KEY, upload.key(),
                Us3Constants.MODE, "finish",
                Us3Constants.UPLOAD_ID, upload.uploadId()));
      }
    }
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
    report.line("The largest file, 20 parts in flight, in a JVM with a heap of 64 MiB");
    Exchange uploaded;
    try (ProducerTemplate template = camel.createProducerTemplate();
        UploadBar bar =
            new UploadBar(key, Files.size(file), System.out, System.console() != null)) {
      camel.getManagementStrategy().addEventNotifier(bar);
      uploaded =
          template.request(
              "direct:watched",
              exchange -> {
                exchange.getMessage().setBody(file);
                exchange.getMessage().setHeader(Us3Constants.KEY, key);
              });
      camel.getManagementStrategy().removeEventNotifier(bar);
    }
    if (uploaded.getException() != null) {
      throw uploaded.getException();
    }
    report.uploaded(uploaded);
    requireSameBytes(key, file, us3);
  }

  private static void failTwice(CamelContext camel, Report report) throws Exception {
    try (ProducerTemplate template = camel.createProducerTemplate()) {
      template.sendBodyAndHeader(
          "direct:wrong-key", "never stored", Us3Constants.KEY, "failures/wrong-key.txt");
      report.requireCaught(Us3InvalidSignatureException.class);

      camel.getRouteController().stopRoute(CallbackRoute.ID);
      template.sendBodyAndHeader(
          "direct:upload", "stored all the same", Us3Constants.KEY, "failures/no-callback.txt");
      report.requireCaught(Us3CallbackUnreachableException.class);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
