package io.github.camelus3.benchmarks.contender;

import io.github.camelus3.benchmarks.worker.Task;

/** The URI of the endpoint that uploads the files of a task. */
final class UploadUri {
  private UploadUri() {}

  static String of(Task task) {
    boolean put = task.mode() == Task.Mode.PUT;
    return "us3:"
        + Task.BUCKET
        + "?endpoint="
        + task.endpoint()
        + "&publicKey="
        + Task.PUBLIC_KEY
        + "&privateKey="
        + Task.PRIVATE_KEY
        + "&mimeType="
        + Task.MIME_TYPE
        + "&mode="
        + (put ? "put" : "asyncUpload")
        + (put ? "&maxConcurrentUploads=" : "&jobs=")
        + task.jobs()
        + "&verifyETag="
        + task.verifyETag()
        + "&verifyUploadMd5="
        + task.sendMd5();
  }
}
