package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.Buckets;
import io.github.camelus3.emulator.store.ObjectEntry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the bucket of a request and checks that the client may use it. First a bucket named by the
 * host must exist. Then the credential must be present, unexpired and valid.
 */
final class Authorizer {
  private static final int SHOWN_NAMES = 10;

  private final BucketHosts hosts;
  private final Buckets buckets;
  private final Signatures signatures;
  private final Settings.Switches switches;
  private final Clock clock;

  Authorizer(Settings settings, Buckets buckets) {
    this.hosts = new BucketHosts(settings.hostSuffixes(), settings.customDomains());
    this.buckets = buckets;
    this.signatures = new Signatures(settings.credentials());
    this.switches = settings.switches();
    this.clock = settings.clock();
  }

  /** The bucket, and the policy the client signed ("" for none). */
  record Grant(BucketStore bucket, String encodedPolicy, boolean presigned) {}

  /** Authorizes a request by the credential in its head. */
  Grant authorize(Request request, Us3Api api) {
    Optional<String> named = existingNamedBy(request.host());
    Optional<Credential> credential = Credential.in(request.headers(), request.query());
    if (credential.isEmpty()) {
      return new Grant(anonymous(request, api, named), "", false);
    }
    return authorize(request.host(), credential.get(), List.of(StringToSign.of(request, api)));
  }

  /** Authorizes a credential found elsewhere, such as in a form. */
  Grant authorize(String host, Credential credential, List<StringToSign> signed) {
    Optional<String> named = existingNamedBy(host);
    if (credential.hasExpired(clock.instant())) {
      throw Us3Error.requestExpired();
    }
    List<String> names = named.map(List::of).orElseGet(buckets::namesLiveFirst);
    for (String name : names) {
      if (signatures.verifies(credential, candidates(credential, name, signed))) {
        return new Grant(buckets.get(name), credential.encodedPolicy(), credential.presigned());
      }
    }
    if (named.isEmpty()) {
      buckets.defaultBucket(); // a deleted default bucket is the more precise error
    }
    throw Us3Error.invalidSignature(
        switches.invalidSignatureRetCode(), why(credential, named, names, signed.get(0)));
  }

  private String why(
      Credential credential, Optional<String> named, List<String> names, StringToSign signed) {
    if (signatures.isPrivateKey(credential.publicKey())) {
      return "the public key is a private key: the two are swapped";
    }
    if (!signatures.knows(credential)) {
      return "public key \""
          + credential.publicKey()
          + "\" is unknown, known: "
          + joined(signatures.publicKeys());
    }
    String tried =
        named
            .map(bucket -> "not valid for bucket " + bucket + ", which the host names")
            .orElseGet(() -> "valid for none of the buckets " + joined(names));
    return tried + "; string to sign was \"" + signed.shown(credential, names.get(0)) + "\"";
  }

  /** The first names, for one line of a log. */
  private static String joined(List<String> names) {
    String shown = names.stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - SHOWN_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** Explains the credential in a request's head; empty when there is none. */
  Optional<SignatureExplanation> explain(Request request, Us3Api api) {
    return Credential.in(request.headers(), request.query())
        .map(credential -> explain(request, StringToSign.of(request, api), credential));
  }

  private SignatureExplanation explain(Request request, StringToSign text, Credential credential) {
    List<String> names =
        hosts.bucketNamedBy(request.host()).map(List::of).orElseGet(buckets::namesLiveFirst);
    List<SignatureExplanation.Attempt> attempts =
        names.stream()
            .flatMap(
                name ->
                    candidates(credential, name, List.of(text)).stream()
                        .map(tried -> new SignatureExplanation.Attempt(name, tried)))
            .distinct()
            .toList();
    boolean isValid =
        attempts.stream()
            .anyMatch(tried -> signatures.verifies(credential, List.of(tried.stringToSign())));
    Optional<SignatureExplanation.Mistake> mistake =
        isValid
            ? Optional.empty()
            : names.stream()
                .flatMap(name -> SignatureMistakes.of(request, text, credential, name).stream())
                .filter(wrong -> signatures.verifies(credential, List.of(wrong.stringToSign())))
                .findFirst();
    return new SignatureExplanation(
        credential.publicKey(),
        signatures.knows(credential),
        isValid,
        attempts.stream()
            .map(tried -> tried.masked(credential.encodedPolicy()))
            .distinct()
            .toList(),
        mistake.map(signed -> signed.masked(credential.encodedPolicy())));
  }

  /** A credential of the emulator itself, for a request without MD5 and date. */
  String sign(String method, String contentType, String bucket, String key, String policy) {
    String text = method + "\n\n" + contentType + "\n\n/" + bucket + "/" + key + policy;
    return signatures.header(text) + (policy.isEmpty() ? "" : ":" + policy);
  }

  private List<String> candidates(Credential credential, String bucket, List<StringToSign> signed) {
    boolean strict = switches.strictCanonicalHeaders();
    return signed.stream()
        .flatMap(text -> text.candidates(credential, bucket, strict).stream())
        .toList();
  }

  /**
   * The bucket that the host names, or the default one, for the request log. Nothing is checked.
   */
  String bucketOf(String host) {
    return hosts.bucketNamedBy(host).orElseGet(buckets::defaultName);
  }

  /** The bucket that the host names, or the default one, without a check of the credential. */
  BucketStore bucketOrDefault(String host) {
    return existingNamedBy(host).map(buckets::get).orElseGet(buckets::defaultBucket);
  }

  private Optional<String> existingNamedBy(String host) {
    Optional<String> named = hosts.bucketNamedBy(host);
    named.ifPresent(buckets::get);
    return named;
  }

  private BucketStore anonymous(Request request, Us3Api api, Optional<String> named) {
    List<BucketStore> candidates = named.map(buckets::get).map(List::of).orElseGet(buckets::all);
    if (named.isEmpty()) {
      buckets.defaultBucket();
    }
    boolean reads = api == Us3Api.GET_FILE || api == Us3Api.HEAD_FILE;
    return candidates.stream()
        .filter(bucket -> reads && anyoneMayRead(bucket, request.key()))
        .findFirst()
        .orElseThrow(Us3Error::noAuthorization);
  }

  private static boolean anyoneMayRead(BucketStore bucket, String key) {
    return bucket.isPublic()
        || bucket
            .find(key)
            .map(object -> object.entry().acl().equals(ObjectEntry.ACL_PUBLIC_READ))
            .orElse(false);
  }
}
