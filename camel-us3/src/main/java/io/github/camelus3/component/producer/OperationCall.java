package io.github.camelus3.component.producer;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.message.ResultHeaders;
import io.github.camelus3.component.options.ProducerSettings;
import io.github.camelus3.transfer.Us3Uploader;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The message and the clients that an {@link Operation} works with. */
record OperationCall(
    MessageOptions options, Us3Client client, Us3Uploader uploader, Executor executor) {

  Exchange exchange() {
    return options.exchange();
  }

  Message message() {
    return options.exchange().getMessage();
  }

  ProducerSettings settings() {
    return options.settings();
  }

  String bucket() {
    return options.bucket();
  }

  String key() {
    return options.key();
  }

  /** The multipart upload of the message; its part size is unknown. */
  MultipartUpload upload() {
    return new MultipartUpload(bucket(), key(), options.uploadId(), mimeType(), 0);
  }

  /** The declared MIME type, else the one of the key's extension. */
  String mimeType() {
    String declared = options.declaredMimeType();
    return declared != null ? declared : MimeDetector.detect(key());
  }

  ObjectAttributes attributes() {
    return new ObjectAttributes(mimeType(), options.storageClass(), options.metadata());
  }

  /** Sets a header of the result, or removes it if {@code value} is null. */
  void setResultHeader(String header, Object value) {
    ResultHeaders.write(message(), header, value);
  }
}
