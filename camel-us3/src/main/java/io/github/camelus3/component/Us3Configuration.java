package io.github.camelus3.component;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.transfer.UploadStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The options of a {@code us3:} endpoint as Camel binds them. The endpoint checks them and copies
 * them into immutable values when it is created. Not thread safe.
 *
 * <p>The Javadoc of a setter is the description of its option: Camel's generator copies it into the
 * component's metadata, and {@code docs/options.md} is written from there.
 */
@UriParams
@Configurer
public class Us3Configuration extends Us3ConsumerConfiguration implements Cloneable {
  @UriPath
  @Metadata(required = true)
  private String bucketName;

  @UriParam(label = "security", secret = true)
  private String publicKey;

  @UriParam(label = "security", secret = true)
  private String privateKey;

  @UriParam(label = "security", secret = true)
  private String securityToken;

  @UriParam(label = "common")
  private String region;

  @UriParam(label = "common")
  private String fileHost;

  @UriParam(label = "common")
  private String endpoint;

  @UriParam(label = "common", enums = "https,http", defaultValue = "https")
  private String protocol = "https";

  @UriParam(label = "common")
  private String configFile;

  @UriParam(label = "producer", defaultValue = "upload")
  private Us3Operation operation = Us3Operation.upload;

  @UriParam(label = "producer", defaultValue = "auto")
  private Us3UploadMode mode = Us3UploadMode.auto;

  @UriParam(label = "producer")
  private String keyName;

  @UriParam(label = "producer")
  private String mimeType;

  @UriParam(label = "producer")
  private Object policy;

  @UriParam(label = "producer")
  private String callbackUrl;

  @UriParam(label = "producer")
  private String callbackBody;

  @UriParam(label = "producer")
  private String callbackBodyType;

  @UriParam(label = "producer", prefix = "callbackVar.", multiValue = true)
  private Map<String, Object> callbackVar;

  @UriParam(label = "common,security", secret = true)
  private String callbackSecret;

  @UriParam(label = "producer,security", javaType = "java.time.Duration", defaultValue = "3600000")
  private long callbackTokenLife = 3_600_000;

  @UriParam(label = "consumer", defaultValue = "1048576")
  private int maxCallbackBytes = 1 << 20;

  @UriParam(label = "consumer", defaultValue = "false")
  private boolean callbackAsText = false;

  @UriParam(label = "consumer,advanced")
  private IdempotentRepository callbackRepository;

  @UriParam(label = "producer", defaultValue = "10")
  private int jobs = 10;

  @UriParam(label = "producer", defaultValue = "16777216")
  private long multipartThreshold = 16L << 20;

  @UriParam(label = "producer", defaultValue = "16")
  private int maxConcurrentUploads = 16;

  @UriParam(label = "producer", defaultValue = "false")
  private Boolean verifyUploadMd5;

  @UriParam(label = "producer", defaultValue = "true")
  private boolean verifyETag = true;

  @UriParam(label = "producer", enums = "STANDARD,IA,ARCHIVE")
  private String storageClass;

  @UriParam(label = "producer", prefix = "metadata.", multiValue = true)
  private Map<String, Object> metadata;

  @UriParam(label = "common")
  private String prefix;

  @UriParam(label = "common", enums = "/")
  private String delimiter;

  @UriParam(label = "common", defaultValue = "listObjects")
  private Us3ListApi listApi = Us3ListApi.listObjects;

  @UriParam(label = "common", defaultValue = "1000")
  private int maxResults = 1000;

  @UriParam(label = "producer", defaultValue = "false")
  private boolean listAll = false;

  @UriParam(label = "producer", defaultValue = "false")
  private boolean notFoundAsHeader = false;

  @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "900000")
  private long urlExpiry = 900_000;

  @UriParam(label = "producer", defaultValue = "https://api.ucloud.cn")
  private String bucketHost;

  @UriParam(label = "producer", enums = "public,private")
  private String bucketType;

  @UriParam(label = "producer")
  private String projectId;

  @UriParam(label = "producer", defaultValue = "3")
  private int maxRetries = 3;

  @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "200")
  private long retryDelay = 200;

  @UriParam(label = "producer", javaType = "java.time.Duration", defaultValue = "10000")
  private long retryMaxDelay = 10_000;

  @UriParam(label = "advanced", defaultValue = "false")
  private boolean traceKey = false;

  @UriParam(label = "producer", defaultValue = "false")
  private boolean resume = false;

  @UriParam(label = "producer")
  private String resumeDirectory;

  @UriParam(label = "producer,advanced")
  private UploadStore uploadStore;

  @UriParam(label = "producer", defaultValue = "true")
  private Boolean abortOnFailure;

  @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "10000")
  private long connectTimeout = 10_000;

  @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "60000")
  private long readTimeout = 60_000;

  @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "60000")
  private long writeTimeout = 60_000;

  @UriParam(label = "advanced", javaType = "java.time.Duration", defaultValue = "0")
  private long callTimeout = 0;

  @UriParam(label = "proxy")
  private String proxyHost;

  @UriParam(label = "proxy", defaultValue = "0")
  private int proxyPort = 0;

  @UriParam(label = "proxy")
  private String proxyUser;

  @UriParam(label = "proxy", secret = true)
  private String proxyPassword;

  @UriParam(label = "proxy")
  private String nonProxyHosts;

  @UriParam(label = "advanced", defaultValue = "256")
  private int maxIdleConnections = 256;

  @UriParam(label = "producer,advanced")
  private String spoolDirectory;

  @UriParam(label = "security")
  private SSLContextParameters sslContextParameters;

  @UriParam(label = "security", enums = "auto,jdk,conscrypt", defaultValue = "auto")
  private String tlsProvider = "auto";

  @UriParam(label = "advanced", defaultValue = "none")
  private Us3StartupCheck startupCheck = Us3StartupCheck.none;

  @UriParam(label = "advanced")
  @Metadata(autowired = true)
  private Us3Client us3Client;

  public String getBucketName() {
    return bucketName;
  }

  /** The bucket. */
  public void setBucketName(String bucketName) {
    this.bucketName = bucketName;
  }

  public String getPublicKey() {
    return publicKey;
  }

  /**
   * The public API key, or that of a temporary token. If not set, taken from configFile, then from
   * the environment variable US3_PUBLIC_KEY.
   */
  public void setPublicKey(String publicKey) {
    this.publicKey = publicKey;
  }

  public String getPrivateKey() {
    return privateKey;
  }

  /**
   * The private API key, or that of a temporary token. If not set, taken from configFile, then from
   * the environment variable US3_PRIVATE_KEY.
   */
  public void setPrivateKey(String privateKey) {
    this.privateKey = privateKey;
  }

  public String getSecurityToken() {
    return securityToken;
  }

  /** The STS token that belongs to a temporary key pair. */
  public void setSecurityToken(String securityToken) {
    this.securityToken = securityToken;
  }

  public String getRegion() {
    return region;
  }

  /** The region, such as cn-bj. The host of a bucket is then BUCKET.REGION.ufileos.com. */
  public void setRegion(String region) {
    this.region = region;
  }

  public String getFileHost() {
    return fileHost;
  }

  /**
   * The host without the bucket in front, such as cn-bj.ufileos.com or an internal host. Used
   * instead of region.
   */
  public void setFileHost(String fileHost) {
    this.fileHost = fileHost;
  }

  public String getEndpoint() {
    return endpoint;
  }

  /**
   * The URL of a custom domain or an emulator, such as http://127.0.0.1:9000. Wins over region and
   * fileHost.
   */
  public void setEndpoint(String endpoint) {
    this.endpoint = endpoint;
  }

  public String getProtocol() {
    return protocol;
  }

  /** The URL scheme for region and fileHost. */
  public void setProtocol(String protocol) {
    this.protocol = protocol;
  }

  public String getConfigFile() {
    return configFile;
  }

  /**
   * A config.json in the format of the Go SDK: a path, or a resource such as classpath:config.json.
   * Options win over the file.
   */
  public void setConfigFile(String configFile) {
    this.configFile = configFile;
  }

  public Us3Operation getOperation() {
    return operation;
  }

  /** The operation of the producer. */
  public void setOperation(Us3Operation operation) {
    this.operation = operation;
  }

  public Us3UploadMode getMode() {
    return mode;
  }

  /**
   * How the operation upload sends an object. put: one request. mput: parts, one after another.
   * asyncMput: parts, 10 in flight. asyncUpload: parts, as many in flight as jobs. finish: finishes
   * an upload whose parts are stored already. auto: put below multipartThreshold, else asyncUpload.
   */
  public void setMode(Us3UploadMode mode) {
    this.mode = mode;
  }

  public String getKeyName() {
    return keyName;
  }

  /**
   * The key of the object, a Simple expression. The header CamelUs3Key overrides this option. If
   * neither is set, the header CamelFileName is the key.
   */
  public void setKeyName(String keyName) {
    this.keyName = keyName;
  }

  public String getMimeType() {
    return mimeType;
  }

  /**
   * The MIME type of the object. If not set, taken from the header CamelFileContentType, or else
   * detected from the first bytes and the extension of the key.
   */
  public void setMimeType(String mimeType) {
    this.mimeType = mimeType;
  }

  public Object getPolicy() {
    return policy;
  }

  /**
   * The put policy: JSON text (in a URI within RAW), or a reference to a bean of type PutPolicy,
   * Map, JsonNode or String. After the upload US3 calls the callback URL of the policy, and the
   * reply becomes the message body.
   */
  public void setPolicy(Object policy) {
    this.policy = policy;
  }

  public String getCallbackUrl() {
    return callbackUrl;
  }

  /**
   * The callback URL of the put policy, a Simple expression. The value webhook stands for the
   * external URL of the webhook route of the bucket. Cannot be combined with policy.
   */
  public void setCallbackUrl(String callbackUrl) {
    this.callbackUrl = callbackUrl;
  }

  public String getCallbackBody() {
    return callbackBody;
  }

  /**
   * The callback body of the put policy, a Simple expression, with placeholders such as $(x:name).
   * May be empty. Cannot be combined with policy.
   */
  public void setCallbackBody(String callbackBody) {
    this.callbackBody = callbackBody;
  }

  public String getCallbackBodyType() {
    return callbackBodyType;
  }

  /**
   * The MIME type of callbackBody, a Simple expression. If set, US3 sends callbackBody as the body
   * of the callback, otherwise as the query of its URL.
   */
  public void setCallbackBodyType(String callbackBodyType) {
    this.callbackBodyType = callbackBodyType;
  }

  public Map<String, Object> getCallbackVar() {
    return callbackVar;
  }

  /**
   * The values of the placeholders, Simple expressions. Both callbackVar.name and
   * callbackVar.x:name define x:name. A value may be empty.
   */
  public void setCallbackVar(Map<String, Object> callbackVar) {
    this.callbackVar = callbackVar;
  }

  public String getCallbackSecret() {
    return callbackSecret;
  }

  /**
   * A secret shared by the uploading route and the webhook. The producer adds a token to each
   * policy. The webhook accepts only callbacks with a genuine, fresh and unused token. If not set,
   * callbacks are accepted unverified.
   */
  public void setCallbackSecret(String callbackSecret) {
    this.callbackSecret = callbackSecret;
  }

  public long getCallbackTokenLife() {
    return callbackTokenLife;
  }

  /**
   * How long the token of a callback is valid, in milliseconds, from the start of the PUT or of the
   * request that finishes the parts.
   */
  public void setCallbackTokenLife(long callbackTokenLife) {
    this.callbackTokenLife = callbackTokenLife;
  }

  public int getMaxCallbackBytes() {
    return maxCallbackBytes;
  }

  /** The maximum size of a callback body in bytes. Larger callbacks are refused. */
  public void setMaxCallbackBytes(int maxCallbackBytes) {
    this.maxCallbackBytes = maxCallbackBytes;
  }

  public boolean isCallbackAsText() {
    return callbackAsText;
  }

  /** Whether the message body of a callback is JSON text instead of a Map of its fields. */
  public void setCallbackAsText(boolean callbackAsText) {
    this.callbackAsText = callbackAsText;
  }

  public IdempotentRepository getCallbackRepository() {
    return callbackRepository;
  }

  /**
   * Stores the tokens of callbacks, so that each is accepted once. If not set, the webhooks of the
   * component share a store in memory, which is lost when the component stops.
   */
  public void setCallbackRepository(IdempotentRepository callbackRepository) {
    this.callbackRepository = callbackRepository;
  }

  public int getJobs() {
    return jobs;
  }

  /** The number of parts in flight per upload in the modes asyncUpload and auto, 1 to 256. */
  public void setJobs(int jobs) {
    this.jobs = jobs;
  }

  public long getMultipartThreshold() {
    return multipartThreshold;
  }

  /**
   * The size in bytes from which the mode auto uploads in parts. An upload of unknown length goes
   * in parts too.
   */
  public void setMultipartThreshold(long multipartThreshold) {
    this.multipartThreshold = multipartThreshold;
  }

  public int getMaxConcurrentUploads() {
    return maxConcurrentUploads;
  }

  /**
   * The number of uploads and other operations that run at once. The limit is shared by endpoints
   * with the same connection settings and the same value. Up to 1000 more wait in a queue without a
   * thread; then the caller waits.
   */
  public void setMaxConcurrentUploads(int maxConcurrentUploads) {
    this.maxConcurrentUploads = maxConcurrentUploads;
  }

  public Boolean getVerifyUploadMd5() {
    return verifyUploadMd5;
  }

  /**
   * Whether to send the Content-MD5 of each request, for which the content is read twice. If not
   * set, taken from configFile, or else false.
   */
  public void setVerifyUploadMd5(Boolean verifyUploadMd5) {
    this.verifyUploadMd5 = verifyUploadMd5;
  }

  public boolean isVerifyETag() {
    return verifyETag;
  }

  /**
   * Whether to compare the ETag of each part and of the object with the one computed while sending.
   */
  public void setVerifyETag(boolean verifyETag) {
    this.verifyETag = verifyETag;
  }

  public String getStorageClass() {
    return storageClass;
  }

  /** The storage class of the object. If not set, STANDARD. */
  public void setStorageClass(String storageClass) {
    this.storageClass = storageClass;
  }

  public Map<String, Object> getMetadata() {
    return metadata;
  }

  /** The user metadata of the object, such as metadata.name=value. */
  public void setMetadata(Map<String, Object> metadata) {
    this.metadata = metadata;
  }

  public long getConnectTimeout() {
    return connectTimeout;
  }

  /** The timeout for opening a connection, in milliseconds. */
  public void setConnectTimeout(long connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  public long getReadTimeout() {
    return readTimeout;
  }

  /**
   * The timeout for the next bytes of a response, in milliseconds. For the response to an upload
   * with a policy, at least 60 seconds.
   */
  public void setReadTimeout(long readTimeout) {
    this.readTimeout = readTimeout;
  }

  public long getWriteTimeout() {
    return writeTimeout;
  }

  /** The timeout for sending the next bytes of a request, in milliseconds. */
  public void setWriteTimeout(long writeTimeout) {
    this.writeTimeout = writeTimeout;
  }

  public long getCallTimeout() {
    return callTimeout;
  }

  /** The timeout of one HTTP request as a whole, in milliseconds. 0 for no limit. */
  public void setCallTimeout(long callTimeout) {
    this.callTimeout = callTimeout;
  }

  public String getProxyHost() {
    return proxyHost;
  }

  /** The host of an HTTP proxy. */
  public void setProxyHost(String proxyHost) {
    this.proxyHost = proxyHost;
  }

  public int getProxyPort() {
    return proxyPort;
  }

  /** The port of the HTTP proxy. */
  public void setProxyPort(int proxyPort) {
    this.proxyPort = proxyPort;
  }

  public String getProxyUser() {
    return proxyUser;
  }

  /** The user name for the proxy, sent with every request to the proxy. */
  public void setProxyUser(String proxyUser) {
    this.proxyUser = proxyUser;
  }

  public String getProxyPassword() {
    return proxyPassword;
  }

  /** The password of proxyUser. */
  public void setProxyPassword(String proxyPassword) {
    this.proxyPassword = proxyPassword;
  }

  public String getNonProxyHosts() {
    return nonProxyHosts;
  }

  /**
   * Hosts that are reached without the proxy, in the syntax of the JDK property http.nonProxyHosts.
   * The host of a bucket is bucketName, a dot and the host of the service.
   */
  public void setNonProxyHosts(String nonProxyHosts) {
    this.nonProxyHosts = nonProxyHosts;
  }

  public int getMaxIdleConnections() {
    return maxIdleConnections;
  }

  /** The maximum number of idle connections, each kept for at most a minute. 0 keeps none. */
  public void setMaxIdleConnections(int maxIdleConnections) {
    this.maxIdleConnections = maxIdleConnections;
  }

  public String getSpoolDirectory() {
    return spoolDirectory;
  }

  /**
   * The folder for the temporary files of streams that are read twice or have an unknown length.
   * Created if missing. If not set, java.io.tmpdir.
   */
  public void setSpoolDirectory(String spoolDirectory) {
    this.spoolDirectory = spoolDirectory;
  }

  public SSLContextParameters getSslContextParameters() {
    return sslContextParameters;
  }

  /** The TLS settings for https. */
  public void setSslContextParameters(SSLContextParameters sslContextParameters) {
    this.sslContextParameters = sslContextParameters;
  }

  public String getTlsProvider() {
    return tlsProvider;
  }

  /**
   * The implementation of TLS. auto is Conscrypt if org.conscrypt:conscrypt-openjdk-uber is on the
   * class path and runs on this platform, otherwise the JDK. No effect with sslContextParameters.
   */
  public void setTlsProvider(String tlsProvider) {
    this.tlsProvider = tlsProvider;
  }

  public Us3StartupCheck getStartupCheck() {
    return startupCheck;
  }

  /**
   * What the start of a producer or consumer checks. list lists one object of the bucket, under
   * prefix and by listApi. A refusal, or a service that cannot be reached, fails the start.
   */
  public void setStartupCheck(Us3StartupCheck startupCheck) {
    this.startupCheck = startupCheck;
  }

  public Us3Client getUs3Client() {
    return us3Client;
  }

  /**
   * A client to use instead of one built from the options. Its creator closes it. If the registry
   * holds exactly one client, that one is used by default.
   */
  public void setUs3Client(Us3Client us3Client) {
    this.us3Client = us3Client;
  }

  public String getPrefix() {
    return prefix;
  }

  /** Only keys that begin with this prefix are listed or polled. */
  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  public String getDelimiter() {
    return delimiter;
  }

  /**
   * For listObjects: groups deeper keys into common prefixes. Cannot be combined with
   * listApi=prefixFileList.
   */
  public void setDelimiter(String delimiter) {
    this.delimiter = delimiter;
  }

  public Us3ListApi getListApi() {
    return listApi;
  }

  /**
   * The listing of US3 to use. listObjects supports delimiter but is not offered in every region.
   * prefixFileList is offered in all.
   */
  public void setListApi(Us3ListApi listApi) {
    this.listApi = listApi;
  }

  public int getMaxResults() {
    return maxResults;
  }

  /** The number of entries per page of a listing, 1 to 1000. */
  public void setMaxResults(int maxResults) {
    this.maxResults = maxResults;
  }

  public boolean isListAll() {
    return listAll;
  }

  /**
   * Whether listObjects returns an iterator over all pages, read on demand, instead of one page as
   * a list.
   */
  public void setListAll(boolean listAll) {
    this.listAll = listAll;
  }

  public boolean isNotFoundAsHeader() {
    return notFoundAsHeader;
  }

  /**
   * Whether getObject, headObject and describeBucket report a missing object or bucket in a header
   * (CamelUs3ObjectExists, CamelUs3BucketExists) instead of failing.
   */
  public void setNotFoundAsHeader(boolean notFoundAsHeader) {
    this.notFoundAsHeader = notFoundAsHeader;
  }

  public long getUrlExpiry() {
    return urlExpiry;
  }

  /** How long the links of createDownloadLink and createUploadLink are valid, in milliseconds. */
  public void setUrlExpiry(long urlExpiry) {
    this.urlExpiry = urlExpiry;
  }

  public String getBucketHost() {
    return bucketHost;
  }

  /**
   * The host or URL of the bucket API, which createBucket, describeBucket, listBuckets,
   * updateBucket and deleteBucket use.
   */
  public void setBucketHost(String bucketHost) {
    this.bucketHost = bucketHost;
  }

  public String getBucketType() {
    return bucketType;
  }

  /** For createBucket and updateBucket: the access to the bucket. */
  public void setBucketType(String bucketType) {
    this.bucketType = bucketType;
  }

  public String getProjectId() {
    return projectId;
  }

  /** The project of requests to the bucket API. Required for sub-accounts. */
  public void setProjectId(String projectId) {
    this.projectId = projectId;
  }

  public int getMaxRetries() {
    return maxRetries;
  }

  /**
   * The maximum number of retries after a broken connection, a timeout, 429 or 5xx. A request is
   * not retried if its body cannot be read again, or if the callback service may have been called.
   */
  public void setMaxRetries(int maxRetries) {
    this.maxRetries = maxRetries;
  }

  public long getRetryDelay() {
    return retryDelay;
  }

  /** The delay before the first retry, in milliseconds. Each further delay is twice as long. */
  public void setRetryDelay(long retryDelay) {
    this.retryDelay = retryDelay;
  }

  public long getRetryMaxDelay() {
    return retryMaxDelay;
  }

  /**
   * The maximum delay before a retry, in milliseconds, also when the service requests a longer one.
   */
  public void setRetryMaxDelay(long retryMaxDelay) {
    this.retryMaxDelay = retryMaxDelay;
  }

  public boolean isTraceKey() {
    return traceKey;
  }

  /** Whether the spans of camel-telemetry show the key of the object. Keys can be personal data. */
  public void setTraceKey(boolean traceKey) {
    this.traceKey = traceKey;
  }

  public boolean isResume() {
    return resume;
  }

  /**
   * Whether the upload of a file in parts is resumed by the next attempt after a failure or the end
   * of the process.
   */
  public void setResume(boolean resume) {
    this.resume = resume;
  }

  public String getResumeDirectory() {
    return resumeDirectory;
  }

  /**
   * The folder for the state of uploads that can be resumed, in small files. If not set, .camel-us3
   * in the home folder of the user.
   */
  public void setResumeDirectory(String resumeDirectory) {
    this.resumeDirectory = resumeDirectory;
  }

  public UploadStore getUploadStore() {
    return uploadStore;
  }

  /** Stores the state of uploads that can be resumed, instead of resumeDirectory. */
  public void setUploadStore(UploadStore uploadStore) {
    this.uploadStore = uploadStore;
  }

  public Boolean getAbortOnFailure() {
    return abortOnFailure;
  }

  /**
   * Whether a failed upload in parts is aborted. If false, its parts stay at the service. If not
   * set, true unless resume is true.
   */
  public void setAbortOnFailure(Boolean abortOnFailure) {
    this.abortOnFailure = abortOnFailure;
  }

  /** A copy that an endpoint may change. */
  public Us3Configuration copy() {
    try {
      Us3Configuration copy = (Us3Configuration) clone();
      copy.callbackVar = callbackVar == null ? null : new LinkedHashMap<>(callbackVar);
      copy.metadata = metadata == null ? null : new LinkedHashMap<>(metadata);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }
}
