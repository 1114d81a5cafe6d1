package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.protocol.Answer;
import io.github.camelus3.emulator.protocol.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** The rules' front door: lets a request in and has its call performed. */
public final class Service {
  private final Gatekeeper gatekeeper;
  private final Actions actions;
  private final PostFile postFile;
  private final BucketApi bucketApi;

  public Service(Workshop workshop) {
    this.gatekeeper = new Gatekeeper(workshop.settings(), workshop.buckets());
    this.actions = new Actions(workshop);
    this.postFile = new PostFile(workshop, gatekeeper);
    this.bucketApi = new BucketApi(workshop.buckets(), workshop.settings().credentials());
  }

  /**
   * Answers a request or throws the refusal.
   *
   * @param bucketSeen is told the bucket once it is known
   * @throws IOException when the client went away before the end of its body
   */
  public Answer answer(
      Request request, Us3Api api, InputStream body, FaultEffect fault, Consumer<String> bucketSeen)
      throws IOException {
    bucketSeen.accept(gatekeeper.bucketOf(request.host()));
    return switch (api) {
      case POST_FILE -> postFile.post(request, body, fault, bucketSeen);
      case BUCKET_API -> bucketApi.answer(request, body);
      case CORS_PREFLIGHT -> Cors.preflight(request);
      default -> {
        Gatekeeper.Admission admission = gatekeeper.admit(request, api);
        bucketSeen.accept(admission.bucket().name());
        yield actions.perform(call(request, api, admission, body, fault));
      }
    };
  }

  private static Call call(
      Request request,
      Us3Api api,
      Gatekeeper.Admission admission,
      InputStream body,
      FaultEffect fault) {
    return new Call(
        request,
        api,
        admission.bucket(),
        admission.encodedPolicy(),
        admission.presigned(),
        body,
        fault);
  }
}
