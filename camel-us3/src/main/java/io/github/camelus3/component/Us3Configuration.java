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
   * The public API key, or a token's. When absent, taken from configFile, then from US3_PUBLIC_KEY
   * in the environment.
   */
  public void setPublicKey(String publicKey) {
    this.publicKey = publicKey;
  }

  public String getPrivateKey() {
    return privateKey;
  }

  /**
   * The private API key, or a token's. When absent, taken from configFile, then from
   * US3_PRIVATE_KEY in the environment.
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

  /** The region, such as cn-bj: buckets are at BUCKET.REGION.ufileos.com. */
  public void setRegion(String region) {
    this.region = region;
  }

  public String getFileHost() {
    return fileHost;
  }

  /**
   * The host that the bucket is put in front of, such as cn-bj.ufileos.com or an internal host;
   * instead of region.
   */
  public void setFileHost(String fileHost) {
    this.fileHost = fileHost;
  }

  public String getEndpoint() {
    return endpoint;
  }

  /**
   * The URL of a custom domain or an emulator, such as http://127.0.0.1:9000; wins over region and
   * fileHost.
   */
  public void setEndpoint(String endpoint) {
    this.endpoint = endpoint;
  }

  public String getProtocol() {
    return protocol;
  }

  /** The scheme for region and fileHost. */
  public void setProtocol(String protocol) {
    this.protocol = protocol;
  }

  public String getConfigFile() {
    return configFile;
  }

  /**
   * A config.json as the Go SDK reads it: a path, or classpath: and a name. Options that are set
   * win over the file.
   */
  public void setConfigFile(String configFile) {
    this.configFile = configFile;
  }

  public Us3Operation getOperation() {
    return operation;
  }

  /** What the producer does. */
  public void setOperation(Us3Operation operation) {
    this.operation = operation;
  }

  public Us3UploadMode getMode() {
    return mode;
  }

  /**
   * How upload uploads: put, mput (one part after another), asyncMput (10 parts in flight),
   * asyncUpload (as many as jobs says), finish (finishes parts that are at the service already), or
   * auto (put below multipartThreshold, else asyncUpload).
   */
  public void setMode(Us3UploadMode mode) {
    this.mode = mode;
  }

  public String getKeyName() {
    return keyName;
  }

  /**
   * The object's key, a Simple expression. Overridden by the header CamelUs3Key; without both,
   * CamelFileName is the key.
   */
  public void setKeyName(String keyName) {
    this.keyName = keyName;
  }

  public String getMimeType() {
    return mimeType;
  }

  /**
   * The object's MIME type. Without it: the header CamelFileContentType, then what the first bytes
   * and the key's extension say.
   */
  public void setMimeType(String mimeType) {
    this.mimeType = mimeType;
  }

  public Object getPolicy() {
    return policy;
  }

  /**
   * The put policy: JSON text (in a URI within RAW), or a reference to a PutPolicy, Map, JsonNode
   * or JSON String bean. US3 then calls the policy's callbackUrl after the upload, and the reply
   * becomes the body.
   */
  public void setPolicy(Object policy) {
    this.policy = policy;
  }

  public String getCallbackUrl() {
    return callbackUrl;
  }

  /**
   * The put policy's callback URL, a Simple expression; or webhook: the external URL of the webhook
   * route of the same bucket. Not together with policy.
   */
  public void setCallbackUrl(String callbackUrl) {
    this.callbackUrl = callbackUrl;
  }

  public String getCallbackBody() {
    return callbackBody;
  }

  /**
   * The put policy's callback body, a Simple expression, with $(x:name) placeholders. May be empty.
   */
  public void setCallbackBody(String callbackBody) {
    this.callbackBody = callbackBody;
  }

  public String getCallbackBodyType() {
    return callbackBodyType;
  }

  /**
   * The MIME type of the callback body, a Simple expression. With it US3 posts callbackBody as a
   * body, without it as the URL's query.
   */
  public void setCallbackBodyType(String callbackBodyType) {
    this.callbackBodyType = callbackBodyType;
  }

  public Map<String, Object> getCallbackVar() {
    return callbackVar;
  }

  /**
   * The values of the placeholders, Simple expressions: callbackVar.name, also written
   * callbackVar.x:name, defines x:name. May be empty.
   */
  public void setCallbackVar(Map<String, Object> callbackVar) {
    this.callbackVar = callbackVar;
  }

  public String getCallbackSecret() {
    return callbackSecret;
  }

  /**
   * A secret that the uploading route and the webhook share. A producer with it puts a token into
   * each policy it sends; a webhook with it takes only callbacks with a genuine, fresh and unused
   * token. Without it callbacks are taken unverified.
   */
  public void setCallbackSecret(String callbackSecret) {
    this.callbackSecret = callbackSecret;
  }

  public long getCallbackTokenLife() {
    return callbackTokenLife;
  }

  /** How long a callback's token is valid, from when the PUT begins or the parts are finished. */
  public void setCallbackTokenLife(long callbackTokenLife) {
    this.callbackTokenLife = callbackTokenLife;
  }

  public int getMaxCallbackBytes() {
    return maxCallbackBytes;
  }

  /** How many bytes the body of a callback may have; larger ones are refused. */
  public void setMaxCallbackBytes(int maxCallbackBytes) {
    this.maxCallbackBytes = maxCallbackBytes;
  }

  public boolean isCallbackAsText() {
    return callbackAsText;
  }

  /** Whether a callback's body is JSON text instead of a Map of its fields. */
  public void setCallbackAsText(boolean callbackAsText) {
    this.callbackAsText = callbackAsText;
  }

  public IdempotentRepository getCallbackRepository() {
    return callbackRepository;
  }

  /**
   * Remembers the tokens of callbacks, so that each is taken once. In memory when absent: shared by
   * the webhooks of the component, forgotten when it ends.
   */
  public void setCallbackRepository(IdempotentRepository callbackRepository) {
    this.callbackRepository = callbackRepository;
  }

  public int getJobs() {
    return jobs;
  }

  /** How many parts of one upload may be in flight in the modes asyncUpload and auto: 1 to 256. */
  public void setJobs(int jobs) {
    this.jobs = jobs;
  }

  public long getMultipartThreshold() {
    return multipartThreshold;
  }

  /** The length in bytes from which the mode auto uploads in parts. */
  public void setMultipartThreshold(long multipartThreshold) {
    this.multipartThreshold = multipartThreshold;
  }

  public int getMaxConcurrentUploads() {
    return maxConcurrentUploads;
  }

  /**
   * How many uploads and other operations may run at once, of all endpoints with the same
   * connection settings and the same value here; 1,000 further ones wait without holding a thread,
   * and then the caller waits.
   */
  public void setMaxConcurrentUploads(int maxConcurrentUploads) {
    this.maxConcurrentUploads = maxConcurrentUploads;
  }

  public Boolean getVerifyUploadMd5() {
    return verifyUploadMd5;
  }

  /**
   * Send the Content-MD5 of each request, for which the bytes are read twice. False unless
   * configFile says otherwise.
   */
  public void setVerifyUploadMd5(Boolean verifyUploadMd5) {
    this.verifyUploadMd5 = verifyUploadMd5;
  }

  public boolean isVerifyETag() {
    return verifyETag;
  }

  /** Compare the ETag of each part and of the object with the one computed while sending. */
  public void setVerifyETag(boolean verifyETag) {
    this.verifyETag = verifyETag;
  }

  public String getStorageClass() {
    return storageClass;
  }

  /** The object's storage class; STANDARD when absent. */
  public void setStorageClass(String storageClass) {
    this.storageClass = storageClass;
  }

  public Map<String, Object> getMetadata() {
    return metadata;
  }

  /** The object's user metadata: metadata.name=value. */
  public void setMetadata(Map<String, Object> metadata) {
    this.metadata = metadata;
  }

  public long getConnectTimeout() {
    return connectTimeout;
  }

  /** How long to wait for a connection. */
  public void setConnectTimeout(long connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  public long getReadTimeout() {
    return readTimeout;
  }

  /**
   * How long to wait for the next bytes of a response; the response to an upload with a policy is
   * waited for 60 seconds at least.
   */
  public void setReadTimeout(long readTimeout) {
    this.readTimeout = readTimeout;
  }

  public long getWriteTimeout() {
    return writeTimeout;
  }

  /** How long to wait until the service takes more bytes. */
  public void setWriteTimeout(long writeTimeout) {
    this.writeTimeout = writeTimeout;
  }

  public long getCallTimeout() {
    return callTimeout;
  }

  /** How long one HTTP request may take as a whole; 0 for ever. */
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

  /** The user that the proxy asks for; sent with every request to it. */
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
   * Hosts to reach without the proxy, as in the JDK's http.nonProxyHosts, such as
   * localhost|*.internal. A bucket's host is bucketName and a dot before the service's.
   */
  public void setNonProxyHosts(String nonProxyHosts) {
    this.nonProxyHosts = nonProxyHosts;
  }

  public int getMaxIdleConnections() {
    return maxIdleConnections;
  }

  /**
   * How many idle connections are kept for later requests, each for a minute at most; 0 for none.
   */
  public void setMaxIdleConnections(int maxIdleConnections) {
    this.maxIdleConnections = maxIdleConnections;
  }

  public String getSpoolDirectory() {
    return spoolDirectory;
  }

  /**
   * The folder of the temporary files that streams go through where they are read twice or their
   * length is unknown; made when it is missing. java.io.tmpdir when absent.
   */
  public void setSpoolDirectory(String spoolDirectory) {
    this.spoolDirectory = spoolDirectory;
  }

  public SSLContextParameters getSslContextParameters() {
    return sslContextParameters;
  }

  /** TLS settings for https. */
  public void setSslContextParameters(SSLContextParameters sslContextParameters) {
    this.sslContextParameters = sslContextParameters;
  }

  public Us3Client getUs3Client() {
    return us3Client;
  }

  /**
   * A client to use instead of one made from the options; whoever made it closes it. The only one
   * in the registry is used without being named.
   */
  public void setUs3Client(Us3Client us3Client) {
    this.us3Client = us3Client;
  }

  public String getPrefix() {
    return prefix;
  }

  /** List only keys that begin with it. */
  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  public String getDelimiter() {
    return delimiter;
  }

  /** For listObjects: / rolls deeper keys up to common prefixes. */
  public void setDelimiter(String delimiter) {
    this.delimiter = delimiter;
  }

  public Us3ListApi getListApi() {
    return listApi;
  }

  /**
   * Which of US3's two listings is used: listObjects, which knows delimiters but is not offered in
   * every region, or prefixFileList.
   */
  public void setListApi(Us3ListApi listApi) {
    this.listApi = listApi;
  }

  public int getMaxResults() {
    return maxResults;
  }

  /** How many entries a page of a listing may have, 1 to 1000. */
  public void setMaxResults(int maxResults) {
    this.maxResults = maxResults;
  }

  public boolean isListAll() {
    return listAll;
  }

  /**
   * Whether listObjects gives an iterator over all pages, which are read as it goes, instead of one
   * page as a list.
   */
  public void setListAll(boolean listAll) {
    this.listAll = listAll;
  }

  public boolean isNotFoundAsHeader() {
    return notFoundAsHeader;
  }

  /**
   * Whether getObject, headObject and describeBucket say in a header that something does not exist
   * (CamelUs3ObjectExists, CamelUs3BucketExists) instead of failing.
   */
  public void setNotFoundAsHeader(boolean notFoundAsHeader) {
    this.notFoundAsHeader = notFoundAsHeader;
  }

  public long getUrlExpiry() {
    return urlExpiry;
  }

  /** How long the links of createDownloadLink and createUploadLink are valid. */
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

  /** For createBucket and updateBucket: public or private. */
  public void setBucketType(String bucketType) {
    this.bucketType = bucketType;
  }

  public String getProjectId() {
    return projectId;
  }

  /** The project that calls of the bucket API are for; sub-accounts must name one. */
  public void setProjectId(String projectId) {
    this.projectId = projectId;
  }

  public int getMaxRetries() {
    return maxRetries;
  }

  /**
   * How often a request is repeated after connections that break, timeouts, 429 and 5xx. Never
   * repeated is what cannot be read again, and what may have called the callback service.
   */
  public void setMaxRetries(int maxRetries) {
    this.maxRetries = maxRetries;
  }

  public long getRetryDelay() {
    return retryDelay;
  }

  /** The delay before the first retry; it doubles with each further one. */
  public void setRetryDelay(long retryDelay) {
    this.retryDelay = retryDelay;
  }

  public long getRetryMaxDelay() {
    return retryMaxDelay;
  }

  /** The longest delay before a retry, also when the service asks for a longer one. */
  public void setRetryMaxDelay(long retryMaxDelay) {
    this.retryMaxDelay = retryMaxDelay;
  }

  public boolean isResume() {
    return resume;
  }

  /**
   * Whether the upload of a file in parts that has failed, or whose process has ended, is gone on
   * with by the next attempt.
   */
  public void setResume(boolean resume) {
    this.resume = resume;
  }

  public String getResumeDirectory() {
    return resumeDirectory;
  }

  /**
   * Where the state of uploads that can be resumed is kept, in small files; .camel-us3 in the
   * user's home folder when absent.
   */
  public void setResumeDirectory(String resumeDirectory) {
    this.resumeDirectory = resumeDirectory;
  }

  public UploadStore getUploadStore() {
    return uploadStore;
  }

  /** Keeps the state of uploads that can be resumed, instead of resumeDirectory. */
  public void setUploadStore(UploadStore uploadStore) {
    this.uploadStore = uploadStore;
  }

  public Boolean getAbortOnFailure() {
    return abortOnFailure;
  }

  /**
   * Whether an upload in parts that fails is aborted. True unless resume is; when not, its parts
   * stay at the service.
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
