package io.github.camelus3.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.sign.Credentials;
import io.github.camelus3.transfer.UploadRequest;
import io.github.camelus3.transfer.UploadResult;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink with the client, which verifies every ETag. */
class SinkTest {
  private static final int MIB = 1 << 20;
  private static final String MIME = "application/octet-stream";

  @TempDir private Path folder;
  private final byte[] bytes = new byte[9 * MIB];
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private Sink sink;
  private Us3Client client;

  @BeforeEach
  void start() throws IOException {
    new Random(1).nextBytes(bytes);
    sink = Sink.startKnowing(Files.write(folder.resolve("known"), bytes));
    client = clientOf(sink);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    executor.shutdownNow();
    sink.close();
  }

  private static Us3Client clientOf(Sink sink) throws IOException {
    return Us3Client.builder()
        .host(ServiceHost.ofEndpoint("http://127.0.0.1:" + sink.port()))
        .credentials(Credentials.of("public", "private"))
        .build();
  }

  private static Us3Client tlsClientOf(Sink sink) throws IOException {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(sink.certificate().certificate())
            .build();
    return Us3Client.builder()
        .host(ServiceHost.ofEndpoint("https://127.0.0.1:" + sink.tlsPort()))
        .credentials(Credentials.of("public", "private"))
        .tls(trust.sslContext(), trust.trustManager())
        .build();
  }

  private UploadedObject put(Us3Client by, int length) throws IOException {
    ObjectSource source = ObjectSource.bytes(bytes, 0, length);
    return by.putObject(PutObjectRequest.of(Sink.BUCKET, "key", MIME, source));
  }

  private UploadResult uploadInParts(Us3Client by) throws Exception {
    UploadRequest request = UploadRequest.of(Sink.BUCKET, "key", MIME, ObjectSource.bytes(bytes));
    return new Us3Uploader(by, executor).multipart(request, 2, upload -> {}).get();
  }

  @Test
  void returnsTheETagsOfAMultipartUpload() throws Exception {
    UploadResult result = uploadInParts(client);

    assertThat(result.partCount()).isEqualTo(3);
    assertThat(result.object().sizeBytes()).isEqualTo(bytes.length);
  }

  @Test
  void returnsTheETagOfAPrefixOfTheFile() throws IOException {
    UploadedObject oneBlock = put(client, 4096);
    UploadedObject twoBlocks = put(client, 5 * MIB);

    assertThat(oneBlock.eTag()).startsWith("AQAAA");
    assertThat(twoBlocks.eTag()).startsWith("AgAAA");
  }

  @Test
  void aVerifyingClientRefusesASinkWithoutAFile() throws IOException {
    try (Sink ignorant = Sink.start();
        Us3Client other = clientOf(ignorant)) {
      assertThatThrownBy(() -> put(other, 4096)).isInstanceOf(Us3IntegrityException.class);
    }
  }

  @Test
  void headReturnsLengthAndETag() throws IOException {
    UploadedObject stored = put(client, 5000);

    ObjectInfo info = client.headObject(Sink.BUCKET, "key");

    assertThat(info.sizeBytes()).isEqualTo(5000);
    assertThat(info.eTag()).isEqualTo(stored.eTag());
  }

  @Test
  void anAbortedUploadCannotBeFinished() throws IOException {
    var upload =
        client.initiateMultipartUpload(Sink.BUCKET, "key", ObjectAttributes.ofMimeType(MIME));
    client.abortMultipartUpload(Sink.BUCKET, "key", upload.uploadId());

    assertThatThrownBy(() -> client.finishMultipartUpload(upload, List.of(), null))
        .isInstanceOf(Us3ServiceException.class);
  }

  @Test
  void countsConnectionsRequestsAndBytes() throws IOException {
    put(client, 5000);
    put(client, 7000);

    assertThat(sink.counts()).isEqualTo(new Sink.Counts(1, 2, 12_000));
  }

  @Test
  void countsFromZeroAfterAReset() throws IOException {
    put(client, 5000);

    sink.reset();
    put(client, 10);

    assertThat(sink.counts()).isEqualTo(new Sink.Counts(0, 1, 10));
  }

  @Test
  void returnsTheETagsOverTls() throws Exception {
    try (Us3Client overTls = tlsClientOf(sink)) {
      UploadResult result = uploadInParts(overTls);
      UploadedObject small = put(overTls, 1);

      assertThat(result.partCount()).isEqualTo(3);
      assertThat(small.eTag()).startsWith("AQAAA");
    }
  }

  @Test
  void countsConnectionsRequestsAndBytesOverTls() throws IOException {
    try (Us3Client overTls = tlsClientOf(sink)) {
      put(overTls, 5 * MIB);
      put(overTls, 7000);

      assertThat(sink.counts()).isEqualTo(new Sink.Counts(1, 2, 5 * MIB + 7000));
    }
  }

  @Test
  void namesTheCipherOfTheLastRequest() throws IOException {
    try (Us3Client overTls = tlsClientOf(sink)) {
      put(overTls, 1);

      assertThat(sink.cipher()).startsWith("TLSv1.3 TLS_AES_");

      put(client, 1);

      assertThat(sink.cipher()).isEmpty();
    }
  }

  @Test
  void aClientWithoutItsCertificateRefusesTheSink() throws IOException {
    try (Us3Client distrusting =
        Us3Client.builder()
            .host(ServiceHost.ofEndpoint("https://127.0.0.1:" + sink.tlsPort()))
            .credentials(Credentials.of("public", "private"))
            .build()) {
      assertThatThrownBy(() -> put(distrusting, 1))
          .hasRootCauseInstanceOf(CertPathBuilderException.class);
    }
  }

  @Test
  void writesATrustStoreWithItsCertificate() throws Exception {
    Path file = folder.resolve("trust.p12");

    sink.certificate().writeTrustStore(file);

    KeyStore store = KeyStore.getInstance(file.toFile(), SinkCertificate.PASSWORD.toCharArray());
    assertThat(store.getCertificate("sink")).isEqualTo(sink.certificate().certificate());
  }
}
