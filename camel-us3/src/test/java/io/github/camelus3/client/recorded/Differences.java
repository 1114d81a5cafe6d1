package io.github.camelus3.client.recorded;

import io.github.camelus3.sign.RequestToSign;
import io.github.camelus3.sign.Us3Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The intended differences between requests of our client and of the Go SDK. Page sizes, job counts
 * and MIME types that the SDK chooses itself are passed to our client as arguments.
 */
record Differences(List<RecordedCase> all) {
  private static final Set<String> MULTIPART_HELPERS =
      Set.of(
          "MPut",
          "MPutWithPolicy",
          "AsyncMPut",
          "AsyncMPutWithPolicy",
          "AsyncUpload",
          "AsyncUploadWithPolicy");
  private static final Set<String> COPIES_IN_PARTS = Set.of("UploadPartCopy", "MCopy");
  private static final String EMPTY_SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";

  /** The expected requests of our client in a case. */
  List<SentRequest> expected(RecordedCase recorded) {
    boolean helper = MULTIPART_HELPERS.contains(recorded.op());
    List<SentRequest> requests = recorded.requests();
    if (helper && recorded.fileSize() == 0) {
      requests = sibling(recorded, "PutFileWithPolicy").requests();
    } else if (helper && isUnusable(recorded.input("policy"))) {
      requests = withAbort(recorded, requests);
    } else if (recorded.op().equals("IOPut")) {
      requests = sibling(recorded, "PutFile").requests();
    } else if (recorded.op().equals("MCopy")) {
      requests = asACopier(recorded, requests);
    } else if (recorded.op().equals("Restore")) {
      requests = each(requests, request -> request.withHeader("Tier", "Standard"));
    } else if (!recorded.isSigned()) {
      requests = each(requests, Differences::withAttributesAtItsBeginning);
    }
    return comparable(recorded, requests);
  }

  /** The requests of our client, with the source of a copy decoded: the SDK sends it unencoded. */
  static List<SentRequest> sent(RecordedCase recorded, List<SentRequest> requests) {
    return comparable(recorded, each(requests, SentRequest::withDecodedCopySource));
  }

  /** The requests of either side without what differs from run to run, or was wrong. */
  private static List<SentRequest> comparable(RecordedCase recorded, List<SentRequest> requests) {
    boolean knownId = recorded.op().equals("ListParts") || recorded.server().has("upload_id");
    boolean sameSignature = recorded.isSigned() && !recorded.op().equals("MCopy");
    List<SentRequest> comparable = new ArrayList<>();
    for (SentRequest request : SentRequest.inOrder(requests)) {
      SentRequest own = knownId ? request : request.withoutUploadId();
      own = sameSignature ? own : own.withoutAuthorization();
      // the recording server invented ETags for copies
      own = COPIES_IN_PARTS.contains(recorded.op()) ? own.withCountedETags() : own;
      if (!isLeftToChance(recorded, own)) {
        comparable.add(own);
      }
    }
    return comparable;
  }

  /** The parts in flight beside a failed one depend on timing. */
  private static boolean isLeftToChance(RecordedCase recorded, SentRequest request) {
    int failing = recorded.server().at("/fail/part").asInt(Integer.MAX_VALUE);
    return recorded.op().startsWith("Async") && request.partNumber() > failing;
  }

  /**
   * The SDK's requests in another call for the same object. Our client sends an empty object by PUT
   * in every mode, because an upload needs a part. It sends the MD5 of a stream like that of a
   * file; the SDK omits it.
   */
  private RecordedCase sibling(RecordedCase recorded, String op) {
    return all.stream()
        .filter(one -> one.op().equals(op) && one.fileSize() == recorded.fileSize())
        .filter(one -> one.input("key").equals(recorded.input("key")))
        .filter(one -> one.input("policy").equals(recorded.input("policy")))
        .filter(one -> one.input("verify_md5").equals(recorded.input("verify_md5")))
        .findFirst()
        .orElseThrow();
  }

  /** The emulator refuses it as the service does; the recording server accepted it. */
  private static boolean isUnusable(String policy) {
    return !policy.isEmpty() && !(policy.startsWith("{") && policy.endsWith("}"));
  }

  /** An upload whose Finish is refused is aborted; the SDK leaves its parts at the service. */
  private static List<SentRequest> withAbort(RecordedCase recorded, List<SentRequest> requests) {
    RequestToSign abort =
        RequestToSign.of("DELETE", recorded.input("bucket"), recorded.input("key"));
    List<SentRequest> more = new ArrayList<>(requests);
    more.add(
        new SentRequest(
            "DELETE",
            requests.get(0).host(),
            recorded.input("key"),
            List.of("uploadId=*"),
            Map.of(),
            new Us3Signer(recorded.credentials()).authorization(abort),
            0,
            EMPTY_SHA1));
    return more;
  }

  /** The copier sends the source's MIME type and storage class; the SDK sends neither. */
  private static List<SentRequest> asACopier(RecordedCase recorded, List<SentRequest> requests) {
    List<SentRequest> more = new ArrayList<>();
    String source = recorded.input("src_key");
    String host = requests.get(0).host();
    more.add(new SentRequest("HEAD", host, source, List.of(), Map.of(), "", 0, EMPTY_SHA1));
    for (SentRequest request : requests) {
      SentRequest typed = request.withHeader("Content-Type", "text/plain");
      boolean initiate = request.query().contains("uploads=");
      more.add(initiate ? typed.withHeader("X-Ufile-Storage-Class", "STANDARD") : typed);
    }
    return more;
  }

  /** Class and metadata go with PUT or Initiate alone; the SDK's caller sets them for all. */
  private static SentRequest withAttributesAtItsBeginning(SentRequest request) {
    boolean begins = request.query().isEmpty() || request.query().contains("uploads=");
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.keySet().removeIf(name -> !begins && name.startsWith("x-ufile-"));
    return request.withHeaders(headers);
  }

  private static List<SentRequest> each(
      List<SentRequest> requests, UnaryOperator<SentRequest> change) {
    return requests.stream().map(change).toList();
  }
}
