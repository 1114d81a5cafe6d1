package io.github.camelus3.client.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.client.RetryOptions;
import io.github.camelus3.client.ScriptedServer;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ClientBuilder;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** An emulator that behaves as the recording server did in one case, behind a relay. */
final class RecordedService implements AutoCloseable {
  /** Larger than any range that is copied. */
  private static final int SOURCE_BYTES = 9 << 20;

  private static final Set<String> OPS_OF_AN_OBJECT = Set.of("DeleteFile", "HeadFile");

  private final RecordedCase recorded;
  private final ScriptedServer callback =
      ScriptedServer.playing(ScriptedServer.json(200, "{\"wire_callback\":\"ok\"}"));
  private final Us3Emulator emulator;
  private final RecordingRelay relay;

  private RecordedService(RecordedCase recorded) throws IOException {
    this.recorded = recorded;
    this.emulator =
        Us3Emulator.builder()
            .bucket(recorded.input("bucket"))
            .credentials(recorded.input("public_key"), recorded.input("private_key"))
            .hostSuffix("cn-bj.ufileos.example.test")
            .blockSize(recorded.partSize())
            .callbackRedirect(url -> callback.endpoint())
            .start();
    this.relay = RecordingRelay.to(emulator.port());
  }

  static RecordedService of(RecordedCase recorded) throws IOException {
    RecordedService service = new RecordedService(recorded);
    service.storeWhatWasThere();
    service.failAsItDid(recorded.server().path("fail"));
    return service;
  }

  private void storeWhatWasThere() {
    String bucket = recorded.input("bucket");
    for (JsonNode object : recorded.server().path("preload")) {
      byte[] bytes = FilePattern.bytesOf(object.get("file"));
      emulator.putObject(bucket, object.get("key").asText(), bytes, "text/plain");
    }
    if (recorded.has("src_key")) {
      emulator.createBucket(recorded.input("src_bucket"));
      byte[] source = new byte[recorded.op().equals("Copy") ? 100 : sourceBytes()];
      emulator.putObject(
          recorded.input("src_bucket"), recorded.input("src_key"), source, "text/plain");
    }
    if (OPS_OF_AN_OBJECT.contains(recorded.op()) && !isVirtualHosted()) {
      emulator.putObject(bucket, recorded.input("key"), new byte[1], "text/plain");
    }
  }

  private int sourceBytes() {
    return recorded.has("size") ? Integer.parseInt(recorded.input("size")) : SOURCE_BYTES;
  }

  private void failAsItDid(JsonNode fail) {
    if (fail.isMissingNode()) {
      return;
    }
    Fault fault =
        Fault.answer(
            fail.get("status").asInt(), fail.path("retcode").asInt(-1), fail.path("msg").asText());
    String target = fail.path("contains").asText("");
    if (fail.has("part")) {
      fault = fault.on(Us3Api.UPLOAD_PART).partNumber(fail.get("part").asInt());
    } else if (target.equals("?uploads")) {
      fault = fault.on(Us3Api.INITIATE_MULTIPART_UPLOAD);
    } else if (target.equals("uploadId")) {
      fault = fault.on(Us3Api.FINISH_MULTIPART_UPLOAD);
    }
    emulator.inject(fault);
  }

  private boolean isVirtualHosted() {
    return recorded.input("endpoint").isEmpty();
  }

  /** The endpoint that the SDK was configured with. */
  ServiceHost host() {
    return isVirtualHosted()
        ? ServiceHost.ofFileHost(recorded.input("file_host"), "http")
        : ServiceHost.ofEndpoint("http://127.0.0.1:" + relay.port());
  }

  /** A client with the configuration of the SDK; the caller closes it. */
  Us3Client client() {
    Us3ClientBuilder builder =
        Us3Client.builder()
            .host(host())
            .credentials(recorded.credentials())
            .retries(RetryOptions.NONE); // as the SDK, which repeats nothing
    return (isVirtualHosted() ? builder.proxy("127.0.0.1", relay.port()) : builder).build();
  }

  /** The requests of the client. */
  List<SentRequest> requests() {
    return relay.requests();
  }

  /** Whether the service has refused a request. */
  boolean hasRefused() {
    return emulator.requests().stream()
        .mapToInt(ReceivedRequest::status)
        .anyMatch(status -> status >= 300);
  }

  @Override
  public void close() {
    relay.close();
    emulator.close();
    callback.close();
  }
}
