package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.ucloud.ufile.UfileClient;
import cn.ucloud.ufile.api.bucket.BucketApiBuilder;
import cn.ucloud.ufile.api.bucket.BucketType;
import cn.ucloud.ufile.api.object.ObjectApiBuilder;
import cn.ucloud.ufile.api.object.ObjectConfig;
import cn.ucloud.ufile.api.object.multi.MultiUploadInfo;
import cn.ucloud.ufile.api.object.multi.MultiUploadPartState;
import cn.ucloud.ufile.api.object.policy.PolicyParam;
import cn.ucloud.ufile.api.object.policy.PutPolicyForCallback;
import cn.ucloud.ufile.auth.UfileBucketLocalAuthorization;
import cn.ucloud.ufile.auth.UfileObjectLocalAuthorization;
import cn.ucloud.ufile.bean.BucketInfoBean;
import cn.ucloud.ufile.bean.CommonPrefix;
import cn.ucloud.ufile.bean.MultiUploadResponse;
import cn.ucloud.ufile.bean.ObjectInfoBean;
import cn.ucloud.ufile.bean.ObjectListWithDirFormatBean;
import cn.ucloud.ufile.bean.ObjectProfile;
import cn.ucloud.ufile.bean.PutObjectResultBean;
import cn.ucloud.ufile.exception.UfileServerException;
import cn.ucloud.ufile.http.HttpClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official Java SDK 2.6.6, unmodified. What it cannot do because of its own defects is left
 * out: append (it escapes its query into the path), callback variables (it has none), and a form
 * upload, which it does not offer.
 */
class OfficialJavaSdkTest {
  private static final String BUCKET = "sdk-bucket";
  private static final String KEY = "dir/文 件+1.txt";
  private static final String MIME = "text/plain";
  private static final int MIB = 1024 * 1024;

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder()
              .bucket(BUCKET)
              .credentials(Signer.DEMO.publicKey(), Signer.DEMO.privateKey()));

  @TempDir private Path files;
  private ObjectApiBuilder objects;
  private BucketApiBuilder buckets;

  /** Its bucket calls go to a fixed host, so an interceptor sends them to the emulator. */
  @BeforeAll
  static void sendBucketCallsToTheEmulator() {
    UfileClient.configure(
        new UfileClient.Config(
            new HttpClient.Config().addInterceptor(OfficialJavaSdkTest::toEmulator)));
  }

  private static Response toEmulator(Interceptor.Chain chain) throws IOException {
    HttpUrl url = chain.request().url();
    if (!url.host().equals("api.ucloud.cn")) {
      return chain.proceed(chain.request());
    }
    HttpUrl local =
        url.newBuilder().scheme("http").host("127.0.0.1").port(US3.emulator().port()).build();
    return chain.proceed(chain.request().newBuilder().url(local).build());
  }

  @BeforeEach
  void connect() {
    objects =
        UfileClient.object(
            new UfileObjectLocalAuthorization(Signer.DEMO.publicKey(), Signer.DEMO.privateKey()),
            new ObjectConfig(US3.emulator().endpoint()));
    buckets =
        UfileClient.bucket(
            new UfileBucketLocalAuthorization(Signer.DEMO.publicKey(), Signer.DEMO.privateKey()));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(files.resolve("source"), bytes);
  }

  private PutObjectResultBean put(String key, byte[] bytes) throws Exception {
    return objects.putObject(file(bytes).toFile(), MIME).nameAs(key).toBucket(BUCKET).execute();
  }

  private StoredObject stored(String key) {
    return US3.emulator().object(BUCKET, key).orElseThrow();
  }

  @Test
  void putsAFileWithMetadataAndStorageClass() throws Exception {
    byte[] bytes = TestClient.pattern(5 * MIB);

    PutObjectResultBean result =
        objects
            .putObject(file(bytes).toFile(), MIME)
            .nameAs(KEY)
            .toBucket(BUCKET)
            .withMetaDatas(Map.of("Author", "Alice"))
            .withStorageType("IA")
            .execute();

    assertThat(result.geteTag()).isEqualTo(stored(KEY).eTag());
    assertThat(stored(KEY).bytes()).isEqualTo(bytes);
    assertThat(stored(KEY).metadata()).containsEntry("author", "Alice");
    assertThat(stored(KEY).storageClass()).isEqualTo("IA");
  }

  @Test
  void putsAStream() throws Exception {
    byte[] bytes = TestClient.pattern(1000);

    objects
        .putObject(new ByteArrayInputStream(bytes), bytes.length, MIME)
        .nameAs(KEY)
        .toBucket(BUCKET)
        .execute();

    assertThat(stored(KEY).bytes()).isEqualTo(bytes);
  }

  @Test
  void putsWithAPolicyAndGetsTheReplyOfTheCallbackService() throws Exception {
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{\"ok\":1}")) {
      PutPolicyForCallback policy =
          new PutPolicyForCallback.Builder(callback.url("/cb"))
              .addCallbackBody(new PolicyParam("name", "Alice"))
              .setCallbackBodyType("application/json")
              .build();

      PutObjectResultBean result =
          objects
              .putObject(file(TestClient.pattern(10)).toFile(), MIME)
              .nameAs(KEY)
              .toBucket(BUCKET)
              .withPutPolicy(policy)
              .execute();

      assertThat(result.getCallbackRet()).isEqualTo("{\"ok\":1}");
      assertThat(result.geteTag()).isEqualTo(stored(KEY).eTag());
      assertThat(callback.received()).hasSize(1);
    }
  }

  private MultiUploadInfo initiate() throws Exception {
    return objects.initMultiUpload(KEY, MIME, BUCKET).execute();
  }

  private List<MultiUploadPartState> uploadParts(MultiUploadInfo upload, byte[] bytes)
      throws Exception {
    List<MultiUploadPartState> parts = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += upload.getBlkSize()) {
      byte[] part = TestClient.slice(bytes, from, upload.getBlkSize());
      parts.add(objects.multiUploadPart(upload, part, parts.size()).execute());
    }
    return parts;
  }

  @Test
  void uploadsInParts() throws Exception {
    byte[] bytes = TestClient.pattern(10 * MIB);
    MultiUploadInfo upload = initiate();

    MultiUploadResponse result =
        objects.finishMultiUpload(upload, uploadParts(upload, bytes)).execute();

    assertThat(result.getFileSize()).isEqualTo(bytes.length);
    assertThat(result.getKeyName()).isEqualTo(KEY);
    assertThat(result.geteTag()).isEqualTo("AwAAAJWW94Kd7uuN_TCTi_xpbr4WtvSz");
    assertThat(stored(KEY).bytes()).isEqualTo(bytes);
  }

  @Test
  void uploadsInPartsWithAPolicy() throws Exception {
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{\"ok\":1}")) {
      MultiUploadInfo upload = initiate();
      List<MultiUploadPartState> parts = uploadParts(upload, TestClient.pattern(10));

      MultiUploadResponse result =
          objects
              .finishMultiUpload(upload, parts)
              .withPutPolicy(new PutPolicyForCallback.Builder(callback.url("/cb")).build())
              .execute();

      assertThat(result.getCallbackRet()).isEqualTo("{\"ok\":1}");
    }
  }

  @Test
  void abortsAnUpload() throws Exception {
    objects.abortMultiUpload(initiate()).execute();

    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
  }

  @Test
  void headsAndDeletes() throws Exception {
    put(KEY, TestClient.pattern(10));

    ObjectProfile profile = objects.objectProfile(KEY, BUCKET).execute();
    objects.deleteObject(KEY, BUCKET).execute();

    assertThat(profile.getContentLength()).isEqualTo(10);
    assertThat(profile.geteTag()).contains("AQAAA");
    assertThat(profile.getLastModified()).endsWith("GMT");
    assertThat(US3.emulator().keys(BUCKET)).isEmpty();
  }

  @Test
  void missingObjectIsAServerException() {
    assertThatThrownBy(() -> objects.objectProfile("none", BUCKET).execute())
        .isInstanceOf(UfileServerException.class);
  }

  @Test
  void refusalReachesTheCaller() throws Exception {
    objects =
        UfileClient.object(
            new UfileObjectLocalAuthorization(Signer.DEMO.publicKey(), "wrong"),
            new ObjectConfig(US3.emulator().endpoint()));

    assertThatThrownBy(() -> put(KEY, TestClient.pattern(1)))
        .isInstanceOfSatisfying(
            UfileServerException.class,
            e -> assertThat(e.getErrorBean().getRetCode()).isEqualTo(-148643));
  }

  @Test
  void lists() throws Exception {
    put("a/1", TestClient.pattern(1));
    put("a/2", TestClient.pattern(2));
    put("b", TestClient.pattern(3));

    List<ObjectInfoBean> all = objects.objectList(BUCKET).execute().getObjectList();
    String next = objects.objectList(BUCKET).dataLimit(1).execute().getNextMarker();

    assertThat(all).extracting(ObjectInfoBean::getFileName).containsExactly("a/1", "a/2", "b");
    assertThat(all).extracting(ObjectInfoBean::getSize).containsExactly(1L, 2L, 3L);
    assertThat(next).isEqualTo("a/1");
  }

  @Test
  void listsLikeDirectories() throws Exception {
    put("a/1", TestClient.pattern(1));
    put("b", TestClient.pattern(3));

    ObjectListWithDirFormatBean page =
        objects.objectListWithDirFormat(BUCKET).withDelimiter("/").execute();

    assertThat(page.getObjectContents()).hasSize(1);
    assertThat(page.getObjectContents().get(0).getKey()).isEqualTo("b");
    assertThat(page.getCommonPrefixes()).extracting(CommonPrefix::getPrefix).containsExactly("a/");
  }

  private String url(String key) throws Exception {
    return objects.getDownloadUrlFromPrivateBucket(key, BUCKET, 60).createUrl();
  }

  @Test
  void downloadsByAPresignedUrl() throws Exception {
    byte[] bytes = TestClient.pattern(1000);
    put("plain.txt", bytes);

    Path target =
        objects
            .getFile(url("plain.txt"))
            .saveAt(files.toString(), "target")
            .execute()
            .getFile()
            .toPath();

    assertThat(target).hasBinaryContent(bytes);
  }

  @Test
  void downloadsARange() throws Exception {
    put("plain.txt", TestClient.pattern(1000));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    objects.getStream(url("plain.txt")).withinRange(10, 19).redirectStream(out).execute();

    assertThat(out.toByteArray()).isEqualTo(TestClient.slice(TestClient.pattern(1000), 10, 10));
  }

  @Test
  void downloadsInPiecesAtOnce() throws Exception {
    byte[] bytes = TestClient.pattern(9 * MIB);
    put("plain.bin", bytes);
    ObjectProfile profile = objects.objectProfile("plain.bin", BUCKET).execute();

    objects.downloadFile(profile).saveAt(files.toString(), "target").together(3).execute();

    assertThat(files.resolve("target")).hasBinaryContent(bytes);
  }

  @Test
  void presignedUrlWithAnAttachmentNameWorksWithoutTheSdk() throws Exception {
    put("plain.txt", TestClient.pattern(10));
    String url =
        objects
            .getDownloadUrlFromPrivateBucket("plain.txt", BUCKET, 60)
            .withAttachment("name.txt")
            .createUrl();

    var response =
        java.net.http.HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("name.txt");
  }

  @Test
  void copies() throws Exception {
    put(KEY, TestClient.pattern(10));

    objects.copyObject(BUCKET, KEY).copyTo(BUCKET, "copy 二").execute();

    assertThat(stored("copy 二").bytes()).isEqualTo(TestClient.pattern(10));
  }

  @Test
  void renames() throws Exception {
    put(KEY, TestClient.pattern(10));
    put("taken", TestClient.pattern(1));

    assertThatThrownBy(() -> objects.renameObject(BUCKET, KEY).isRenamedTo("taken").execute())
        .isInstanceOf(UfileServerException.class);
    objects.renameObject(BUCKET, KEY).isRenamedTo("taken").isForcedToCover(true).execute();

    assertThat(US3.emulator().keys(BUCKET)).containsExactly("taken");
    assertThat(stored("taken").bytes()).isEqualTo(TestClient.pattern(10));
  }

  @Test
  void switchesTheClassAndRestores() throws Exception {
    put(KEY, TestClient.pattern(10));

    objects.switchStorageType(BUCKET, KEY).turnTypeTo("ARCHIVE").execute();
    objects.objectRestore(KEY, BUCKET).execute();
    ObjectProfile profile = objects.objectProfile(KEY, BUCKET).execute();

    assertThat(stored(KEY).storageClass()).isEqualTo("ARCHIVE");
    assertThat(profile.getRestoreTime()).isNotNull();
  }

  @Test
  void hitsWhatIsThereAlready() throws Exception {
    put(KEY, TestClient.pattern(10));

    objects.uploadHit(files.resolve("source").toFile()).nameAs("hit").toBucket(BUCKET).execute();

    assertThat(stored("hit").bytes()).isEqualTo(TestClient.pattern(10));
  }

  @Test
  void comparesETags() throws Exception {
    put(KEY, TestClient.pattern(5 * MIB));

    assertThat(objects.compareEtag(files.resolve("source").toFile(), KEY, BUCKET)).isTrue();
  }

  @Test
  void managesBuckets() throws Exception {
    buckets.createBucket("made-by-sdk", "cn-bj", BucketType.PRIVATE).execute();
    buckets.updateBucket("made-by-sdk", BucketType.PUBLIC).execute();

    List<BucketInfoBean> found =
        buckets.describeBucket().whichBucket("made-by-sdk").execute().getBucketInfoList();
    assertThat(found).extracting(BucketInfoBean::getType).containsExactly("public");
    buckets.deleteBucket("made-by-sdk").execute();
    assertThat(buckets.describeBucket().withOffsetAndLimit(0, 10).execute().getBucketInfoList())
        .extracting(BucketInfoBean::getBucketName)
        .containsExactly(BUCKET);
  }
}
