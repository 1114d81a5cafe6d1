package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.PercentCoding;
import io.github.camelus3.emulator.protocol.Request;
import java.util.ArrayList;
import java.util.List;

/** The strings that clients sign by mistake. */
final class SignatureMistakes {
  private static final List<String> METHODS = List.of("PUT", "POST", "GET", "HEAD", "DELETE");
  private static final List<String> TYPES =
      List.of("application/octet-stream", "text/plain", "application/json");

  private final List<SignatureExplanation.Mistake> mistakes = new ArrayList<>();
  private final Request request;
  private final StringToSign right;
  private final String bucket;
  private final String policy;
  private final String date;

  private SignatureMistakes(
      Request request, StringToSign right, Credential credential, String bucket) {
    this.request = request;
    this.right = right;
    this.bucket = bucket;
    this.policy = credential.encodedPolicy();
    this.date = credential.date();
  }

  static List<SignatureExplanation.Mistake> of(
      Request request, StringToSign right, Credential credential, String bucket) {
    return new SignatureMistakes(request, right, credential, bucket).all();
  }

  private List<SignatureExplanation.Mistake> all() {
    String method = right.method();
    String md5 = right.contentMd5();
    String type = right.contentType();
    String resource = "/" + bucket + "/" + right.key();
    add("The Content-Type was not signed.", method, md5, "", date, resource, policy);
    for (String other : TYPES) {
      add("Another Content-Type was signed: " + other, method, md5, other, date, resource, policy);
    }
    add("The Content-MD5 was not signed.", method, "", type, date, resource, policy);
    add("The Date was not signed.", method, md5, type, "", resource, policy);
    add("The policy was not signed.", method, md5, type, date, resource, "");
    for (String other : METHODS) {
      add("Another method was signed: " + other, other, md5, type, date, resource, policy);
    }
    addResources(method, md5, type);
    return mistakes;
  }

  private void addResources(String method, String md5, String type) {
    String path = request.rawTarget();
    String encoded = "/" + bucket + path.split("\\?", 2)[0];
    add("The key was signed percent-encoded.", method, md5, type, date, encoded, policy);
    String coded = "/" + bucket + "/" + PercentCoding.encode(right.key());
    add("The key was signed percent-encoded.", method, md5, type, date, coded, policy);
    add("The query was signed.", method, md5, type, date, "/" + bucket + path, policy);
    add("The bucket was not signed.", method, md5, type, date, "/" + right.key(), policy);
    String bare = bucket + "/" + right.key();
    add("The first slash was not signed.", method, md5, type, date, bare, policy);
    add("The key was not signed.", method, md5, type, date, "/" + bucket + "/", policy);
  }

  private void add(
      String meaning,
      String method,
      String md5,
      String type,
      String dateLine,
      String resource,
      String end) {
    String text = String.join("\n", method, md5, type, dateLine, resource + end);
    mistakes.add(new SignatureExplanation.Mistake(meaning, bucket, text));
  }
}
