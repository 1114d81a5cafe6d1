package io.github.camelus3.benchmarks.result;

/** A contender with its settings. Its TLS, if any, is the JDK's unless it says Conscrypt. */
public enum Variant {
  /** Shows the limit of the sink. */
  MEMORY("raw sockets, from memory", "memory", false, false),
  /** The ceiling. */
  RAW("raw sockets", "raw", false, false),
  /** The ceiling with Conscrypt. */
  RAW_CONSCRYPT("raw sockets", "raw-conscrypt", false),
  CLIENT_PLAIN("camel-us3 client, no check", "client", false, false),
  CLIENT_ETAG("camel-us3 client, ETag", "client", true, false),
  CLIENT_MD5("camel-us3 client, MD5", "client", false, true),
  ROUTE_ETAG("Camel route, ETag", "route", true, false),
  ROUTE_ETAG_METRICS("Camel route, ETag, metrics", "route-metrics", true, false),
  SYNC_ETAG("synchronous callers, ETag", "sync", true, false),
  CLIENT_PLAIN_CONSCRYPT("camel-us3 client, no check", "client", false),
  CLIENT_ETAG_CONSCRYPT("camel-us3 client, ETag", "client", true),
  ROUTE_ETAG_CONSCRYPT("Camel route, ETag", "route", true),
  SYNC_ETAG_CONSCRYPT("synchronous callers, ETag", "sync", true),
  SDK_PLAIN("Java SDK 2.6.6, no check", "sdk", false, false),
  SDK_MD5("Java SDK 2.6.6, MD5", "sdk", false, true);

  private final String title;
  private final String contender;
  private final boolean verifyETag;
  private final boolean sendMd5;
  private final boolean conscrypt;

  Variant(String title, String contender, boolean verifyETag, boolean sendMd5) {
    this(title, contender, verifyETag, sendMd5, false);
  }

  /** A variant with Conscrypt. */
  Variant(String title, String contender, boolean verifyETag) {
    this(title, contender, verifyETag, false, true);
  }

  Variant(String title, String contender, boolean verifyETag, boolean sendMd5, boolean conscrypt) {
    this.title = title;
    this.contender = contender;
    this.verifyETag = verifyETag;
    this.sendMd5 = sendMd5;
    this.conscrypt = conscrypt;
  }

  /** The name in reports of plain HTTP. */
  public String title() {
    return title;
  }

  /** The name in reports of a row, with the library of its TLS. */
  public String label(boolean https) {
    if (!https) {
      return title;
    }
    return title + (conscrypt ? ", Conscrypt" : ", JDK's TLS");
  }

  /** The first argument of its process. */
  public String contender() {
    return contender;
  }

  /** Whether Conscrypt is on its class path. */
  public boolean conscrypt() {
    return conscrypt;
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
