package io.github.camelus3.benchmarks.result;

/** A contender with its settings. Its TLS, if any, is the JDK's unless it says Conscrypt. */
public enum Variant {
  /** Shows the limit of the sink. */
  MEMORY("raw sockets, from memory", "memory", false, false),
  /** The ceiling. */
  RAW("raw sockets", "raw", false, false),
  /** The ceiling with Conscrypt. */
  RAW_CONSCRYPT("raw sockets, Conscrypt", "raw-conscrypt", false, false),
  CLIENT_PLAIN("camel-us3 client, no check", "client", false, false),
  CLIENT_ETAG("camel-us3 client, ETag", "client", true, false),
  CLIENT_MD5("camel-us3 client, MD5", "client", false, true),
  ROUTE_ETAG("Camel route, ETag", "route", true, false),
  CLIENT_PLAIN_CONSCRYPT("camel-us3 client, no check, Conscrypt", "client", false, false),
  CLIENT_ETAG_CONSCRYPT("camel-us3 client, ETag, Conscrypt", "client", true, false),
  ROUTE_ETAG_CONSCRYPT("Camel route, ETag, Conscrypt", "route", true, false),
  SDK_PLAIN("Java SDK 2.6.6, no check", "sdk", false, false),
  SDK_MD5("Java SDK 2.6.6, MD5", "sdk", false, true);

  private final String label;
  private final String contender;
  private final boolean verifyETag;
  private final boolean sendMd5;

  Variant(String label, String contender, boolean verifyETag, boolean sendMd5) {
    this.label = label;
    this.contender = contender;
    this.verifyETag = verifyETag;
    this.sendMd5 = sendMd5;
  }

  /** The name in reports. */
  public String label() {
    return label;
  }

  /** The first argument of its process. */
  public String contender() {
    return contender;
  }

  /** Whether Conscrypt is on its class path. */
  public boolean conscrypt() {
    return switch (this) {
      case RAW_CONSCRYPT, CLIENT_PLAIN_CONSCRYPT, CLIENT_ETAG_CONSCRYPT, ROUTE_ETAG_CONSCRYPT ->
          true;
      case MEMORY, RAW, CLIENT_PLAIN, CLIENT_ETAG, CLIENT_MD5, ROUTE_ETAG, SDK_PLAIN, SDK_MD5 ->
          false;
    };
  }

  /** Whether ETags are computed and compared. */
  public boolean verifyETag() {
    return verifyETag;
  }

  /** Whether a Content-MD5 is sent. */
  public boolean sendMd5() {
    return sendMd5;
  }
}
