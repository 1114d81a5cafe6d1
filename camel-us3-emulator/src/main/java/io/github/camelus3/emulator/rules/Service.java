package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/** The entry of the rules: authorizes a request and executes its call. Thread safe. */
public final class Service {
  private final ServiceContext context;
  private final Authorizer authorizer;
  private final CallDispatcher dispatcher;
  private final PostFile postFile;
  private final BucketApi bucketApi;

  /** Creates the handlers of all calls. */
  public Service(ServiceContext context) {
    this.context = context;
    this.authorizer = new Authorizer(context.settings(), context.buckets());
    this.dispatcher = new CallDispatcher(context);
    this.postFile = new PostFile(context, authorizer);
    this.bucketApi = new BucketApi(context.buckets(), context.settings().credentials());
  }

  /**
   * Executes a request and returns its response.
   *
   * @param bucketSeen receives the bucket's name as soon as it is known
   * @throws IOException when the client disconnects before the end of its body
   */
  public Response respond(
      Request request, Us3Api api, InputStream body, FaultEffect fault, Consumer<String> bucketSeen)
      throws IOException {
    bucketSeen.accept(authorizer.bucketOf(request.host()));
    return switch (api) {
      case POST_FILE -> postFile.post(request, body, fault, bucketSeen);
      case BUCKET_API -> bucketApi.respond(request, body);
      case CORS_PREFLIGHT -> Cors.preflight(request);
      default -> {
        Authorizer.Grant grant = authorizer.authorize(request, api);
        bucketSeen.accept(grant.bucket().name());
        yield dispatcher.perform(call(request, api, grant, body, fault));
      }
    };
  }

  /**
   * Explains the signature in a request's head; empty when the head has none. A form's signature is
   * in its body, which is not kept.
   */
  public Optional<SignatureExplanation> explain(Request request, Us3Api api) {
    return authorizer.explain(request, api);
  }

  /**
   * The {@code Authorization} of a request that the emulator's own console sends.
   *
   * @param policy the encoded upload policy, "" for none
   */
  public String authorization(
      String method, String contentType, String bucket, String key, String policy) {
    return authorizer.sign(method, contentType, bucket, key, policy);
  }

  private Call call(
      Request request, Us3Api api, Authorizer.Grant grant, InputStream body, FaultEffect fault) {
    return new Call(
        request,
        api,
        grant.bucket(),
        grant.encodedPolicy(),
        grant.presigned(),
        body,
        context.now(),
        fault);
  }
}
