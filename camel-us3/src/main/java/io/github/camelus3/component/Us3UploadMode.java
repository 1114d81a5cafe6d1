package io.github.camelus3.component;

/** How {@link Us3Operation#upload} uploads. */
public enum Us3UploadMode {
  /** {@link #put} below the multipart threshold, {@link #asyncUpload} from there on. */
  auto("", false),
  /** One PUT. */
  put("PutFile", false),
  /** Parts, one after another. */
  mput("MPut", true),
  /** Parts, 10 in flight. */
  asyncMput("AsyncMPut", true),
  /** Parts, as many in flight as {@code jobs} says. */
  asyncUpload("AsyncUpload", true),
  /** Finishes parts that are at the service already. */
  finish("FinishMultipartUpload", false);

  /** What {@link #asyncMput} means, as in the Go SDK. */
  static final int ASYNC_MPUT_JOBS = 10;

  private final String helper;
  private final boolean multipart;

  Us3UploadMode(String helper, boolean multipart) {
    this.helper = helper;
    this.multipart = multipart;
  }

  boolean isMultipart() {
    return multipart;
  }

  /** The name under which the official SDKs know this mode. */
  String operationName(boolean withPolicy) {
    return withPolicy ? helper + "WithPolicy" : helper;
  }

  /** How many parts may be in flight, when the message and endpoint ask for {@code jobs}. */
  int jobs(int jobs) {
    return switch (this) {
      case mput -> 1;
      case asyncMput -> ASYNC_MPUT_JOBS;
      case auto, put, asyncUpload, finish -> jobs;
    };
  }
}
