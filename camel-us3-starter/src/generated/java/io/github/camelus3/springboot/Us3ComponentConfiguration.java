package io.github.camelus3.springboot;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3ListApi;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.Us3SortBy;
import io.github.camelus3.component.Us3StartupCheck;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.transfer.UploadStore;
import java.util.Map;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The properties {@code camel.component.us3.*}. Null means not set: the component has its default.
 *
 * <p>Generated from the metadata of the component; see GeneratedFilesTest.
 */
@ConfigurationProperties(prefix = "camel.component.us3")
public class Us3ComponentConfiguration extends ComponentConfigurationPropertiesCommon {
  private Boolean abortOnFailure;
  private Boolean autowiredEnabled;
  private Boolean bridgeErrorHandler;
  private String bucketHost;
  private String bucketType;
  @Milliseconds private Long callTimeout;
  private Boolean callbackAsText;
  private String callbackBody;
  private String callbackBodyType;
  private IdempotentRepository callbackRepository;
  private String callbackSecret;
  @Milliseconds private Long callbackTokenLife;
  private String callbackUrl;
  private Map<String, Object> callbackVar;
  private String configFile;
  private Us3Configuration configuration;
  @Milliseconds private Long connectTimeout;
  private Boolean deleteAfterRead;
  private String delimiter;
  private String destinationBucket;
  private String destinationKeyPrefix;
  private String destinationKeySuffix;
  private String doneFileName;
  private String endpoint;
  private String exclude;
  private String fileHost;
  private String fileName;
  private Boolean healthCheckConsumerEnabled;
  private Boolean healthCheckProducerEnabled;
  private Boolean idempotent;
  private Boolean idempotentEager;
  private String idempotentKey;
  private IdempotentRepository idempotentRepository;
  private IdempotentRepository inProgressRepository;
  private String include;
  private Boolean includeBody;
  private Boolean includeFolders;
  private Integer jobs;
  private String keyName;
  private Boolean lazyStartProducer;
  private Boolean listAll;
  private Us3ListApi listApi;
  private Integer maxCallbackBytes;
  private Integer maxConcurrentUploads;
  private Integer maxIdleConnections;
  private Integer maxMessagesPerPoll;
  private Integer maxResults;
  private Integer maxRetries;
  private Map<String, Object> metadata;
  private String mimeType;
  @Milliseconds private Long minAge;
  private Us3UploadMode mode;
  private Boolean moveAfterRead;
  private String moveFailed;
  private Long multipartThreshold;
  private String nonProxyHosts;
  private Boolean notFoundAsHeader;
  private Us3Operation operation;
  private Object policy;
  private String prefix;
  private String privateKey;
  private String projectId;
  private String protocol;
  private String proxyHost;
  private String proxyPassword;
  private Integer proxyPort;
  private String proxyUser;
  private String publicKey;
  @Milliseconds private Long readTimeout;
  private String region;
  private Boolean removePrefixOnMove;
  private Boolean resume;
  private String resumeDirectory;
  @Milliseconds private Long retryDelay;
  @Milliseconds private Long retryMaxDelay;
  private String securityToken;
  private Us3SortBy sortBy;
  private String spoolDirectory;
  private SSLContextParameters sslContextParameters;
  private Us3StartupCheck startupCheck;
  private String storageClass;
  private String tlsProvider;
  private Boolean traceKey;
  private UploadStore uploadStore;
  @Milliseconds private Long urlExpiry;
  private Us3Client us3Client;
  private Boolean useGlobalSslContextParameters;
  private Boolean verifyETag;
  private Boolean verifyUploadMd5;
  @Milliseconds private Long writeTimeout;

  public Boolean getAbortOnFailure() {
    return abortOnFailure;
  }

  /**
   * Whether a failed upload in parts is aborted. If false, its parts stay at the service. If
   * not set, true unless resume is true.
   */
  public void setAbortOnFailure(Boolean abortOnFailure) {
    this.abortOnFailure = abortOnFailure;
  }

  public Boolean getAutowiredEnabled() {
    return autowiredEnabled;
  }

  /**
   * Whether autowiring is enabled. This is used for automatic autowiring options (the option
   * must be marked as autowired) by looking up in the registry to find if there is a single
   * instance of matching type, which then gets configured on the component. This can be used
   * for automatic configuring JDBC data sources, JMS connection factories, AWS Clients, etc.
   */
  public void setAutowiredEnabled(Boolean autowiredEnabled) {
    this.autowiredEnabled = autowiredEnabled;
  }

  public Boolean getBridgeErrorHandler() {
    return bridgeErrorHandler;
  }

  /**
   * Allows for bridging the consumer to the Camel routing Error Handler, which mean any
   * exceptions (if possible) occurred while the Camel consumer is trying to pickup incoming
   * messages, or the likes, will now be processed as a message and handled by the routing Error
   * Handler. Important: This is only possible if the 3rd party component allows Camel to be
   * alerted if an exception was thrown. Some components handle this internally only, and
   * therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel
   * component to hook into the 3rd party component and make this possible for future releases.
   * By default the consumer will use the org.apache.camel.spi.ExceptionHandler to deal with
   * exceptions, that will be logged at WARN or ERROR level and ignored.
   */
  public void setBridgeErrorHandler(Boolean bridgeErrorHandler) {
    this.bridgeErrorHandler = bridgeErrorHandler;
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

  /**
   * For createBucket and updateBucket: the access to the bucket.
   */
  public void setBucketType(String bucketType) {
    this.bucketType = bucketType;
  }

  public Long getCallTimeout() {
    return callTimeout;
  }

  /**
   * The timeout of one HTTP request as a whole, in milliseconds. 0 for no limit.
   */
  public void setCallTimeout(Long callTimeout) {
    this.callTimeout = callTimeout;
  }

  public Boolean getCallbackAsText() {
    return callbackAsText;
  }

  /**
   * Whether the message body of a callback is JSON text instead of a Map of its fields.
   */
  public void setCallbackAsText(Boolean callbackAsText) {
    this.callbackAsText = callbackAsText;
  }

  public String getCallbackBody() {
    return callbackBody;
  }

  /**
   * The callback body of the put policy, a Simple expression, with placeholders such as
   * $(x:name). May be empty. Cannot be combined with policy.
   */
  public void setCallbackBody(String callbackBody) {
    this.callbackBody = callbackBody;
  }

  public String getCallbackBodyType() {
    return callbackBodyType;
  }

  /**
   * The MIME type of callbackBody, a Simple expression. If set, US3 sends callbackBody as the
   * body of the callback, otherwise as the query of its URL.
   */
  public void setCallbackBodyType(String callbackBodyType) {
    this.callbackBodyType = callbackBodyType;
  }

  public IdempotentRepository getCallbackRepository() {
    return callbackRepository;
  }

  /**
   * Stores the tokens of callbacks, so that each is accepted once. If not set, the webhooks of
   * the component share a store in memory, which is lost when the component stops.
   */
  public void setCallbackRepository(IdempotentRepository callbackRepository) {
    this.callbackRepository = callbackRepository;
  }

  public String getCallbackSecret() {
    return callbackSecret;
  }

  /**
   * A secret shared by the uploading route and the webhook. The producer adds a token to each
   * policy. The webhook accepts only callbacks with a genuine, fresh and unused token. If not
   * set, callbacks are accepted unverified.
   */
  public void setCallbackSecret(String callbackSecret) {
    this.callbackSecret = callbackSecret;
  }

  public Long getCallbackTokenLife() {
    return callbackTokenLife;
  }

  /**
   * How long the token of a callback is valid, in milliseconds, from the start of the PUT or of
   * the request that finishes the parts.
   */
  public void setCallbackTokenLife(Long callbackTokenLife) {
    this.callbackTokenLife = callbackTokenLife;
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

  public Map<String, Object> getCallbackVar() {
    return callbackVar;
  }

  /**
   * The values of the placeholders, Simple expressions. Both callbackVar.name and
   * callbackVar.x:name define x:name. A value may be empty. This is a multi-value option with
   * prefix: callbackVar. A property for each name: callback-var.&lt;name&gt;.
   */
  public void setCallbackVar(Map<String, Object> callbackVar) {
    this.callbackVar = callbackVar;
  }

  public String getConfigFile() {
    return configFile;
  }

  /**
   * A config.json in the format of the Go SDK: a path, or a resource such as
   * classpath:config.json. Options win over the file.
   */
  public void setConfigFile(String configFile) {
    this.configFile = configFile;
  }

  public Us3Configuration getConfiguration() {
    return configuration;
  }

  /**
   * The default options of all endpoints.
   */
  public void setConfiguration(Us3Configuration configuration) {
    this.configuration = configuration;
  }

  public Long getConnectTimeout() {
    return connectTimeout;
  }

  /**
   * The timeout for opening a connection, in milliseconds.
   */
  public void setConnectTimeout(Long connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  public Boolean getDeleteAfterRead() {
    return deleteAfterRead;
  }

  /**
   * Whether an object is deleted when its exchange has completed without failure.
   */
  public void setDeleteAfterRead(Boolean deleteAfterRead) {
    this.deleteAfterRead = deleteAfterRead;
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

  public String getDestinationBucket() {
    return destinationBucket;
  }

  /**
   * For moveAfterRead: the target bucket, a Simple expression. If not set, the polled bucket.
   */
  public void setDestinationBucket(String destinationBucket) {
    this.destinationBucket = destinationBucket;
  }

  public String getDestinationKeyPrefix() {
    return destinationKeyPrefix;
  }

  /**
   * For moveAfterRead: a prefix for the key, a Simple expression.
   */
  public void setDestinationKeyPrefix(String destinationKeyPrefix) {
    this.destinationKeyPrefix = destinationKeyPrefix;
  }

  public String getDestinationKeySuffix() {
    return destinationKeySuffix;
  }

  /**
   * For moveAfterRead: a suffix for the key, a Simple expression.
   */
  public void setDestinationKeySuffix(String destinationKeySuffix) {
    this.destinationKeySuffix = destinationKeySuffix;
  }

  public String getDoneFileName() {
    return doneFileName;
  }

  /**
   * Polls only if this object exists: a whole key, or a key per object with ${file:name} (the
   * key of the object) or ${file:name.noext} (without its extension), such as
   * ${file:name}.done. Done objects themselves are never polled. The done object of an object
   * is deleted together with the object.
   */
  public void setDoneFileName(String doneFileName) {
    this.doneFileName = doneFileName;
  }

  public String getEndpoint() {
    return endpoint;
  }

  /**
   * The URL of a custom domain or an emulator, such as http://127.0.0.1:9000. Wins over region
   * and fileHost.
   */
  public void setEndpoint(String endpoint) {
    this.endpoint = endpoint;
  }

  public String getExclude() {
    return exclude;
  }

  /**
   * A regular expression that the whole key must not match.
   */
  public void setExclude(String exclude) {
    this.exclude = exclude;
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

  public String getFileName() {
    return fileName;
  }

  /**
   * The key of the only object to poll, instead of a listing. Cannot be combined with prefix,
   * delimiter or sortBy.
   */
  public void setFileName(String fileName) {
    this.fileName = fileName;
  }

  public Boolean getHealthCheckConsumerEnabled() {
    return healthCheckConsumerEnabled;
  }

  /**
   * Used for enabling or disabling all consumer based health checks from this component
   */
  public void setHealthCheckConsumerEnabled(Boolean healthCheckConsumerEnabled) {
    this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
  }

  public Boolean getHealthCheckProducerEnabled() {
    return healthCheckProducerEnabled;
  }

  /**
   * Used for enabling or disabling all producer based health checks from this component.
   * Notice: Camel has by default disabled all producer based health-checks. You can turn on
   * producer checks globally by setting camel.health.producersEnabled=true.
   */
  public void setHealthCheckProducerEnabled(Boolean healthCheckProducerEnabled) {
    this.healthCheckProducerEnabled = healthCheckProducerEnabled;
  }

  public Boolean getIdempotent() {
    return idempotent;
  }

  /**
   * Whether an object is polled only once. An object with the same bucket, key and ETag is
   * skipped without being opened.
   */
  public void setIdempotent(Boolean idempotent) {
    this.idempotent = idempotent;
  }

  public Boolean getIdempotentEager() {
    return idempotentEager;
  }

  /**
   * true: an object is added to idempotentRepository before it is opened, so that other
   * consumers skip it. If its exchange fails, it is removed again. false: an object is added
   * when its exchange has completed. After a crash it is processed again.
   */
  public void setIdempotentEager(Boolean idempotentEager) {
    this.idempotentEager = idempotentEager;
  }

  public String getIdempotentKey() {
    return idempotentKey;
  }

  /**
   * The identity of an object instead of bucket, key and ETag: a Simple expression over the
   * headers, such as ${header.CamelUs3Key}.
   */
  public void setIdempotentKey(String idempotentKey) {
    this.idempotentKey = idempotentKey;
  }

  public IdempotentRepository getIdempotentRepository() {
    return idempotentRepository;
  }

  /**
   * Stores the objects that were polled, for idempotent. If not set, the last 131072 are kept
   * in memory.
   */
  public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
    this.idempotentRepository = idempotentRepository;
  }

  public IdempotentRepository getInProgressRepository() {
    return inProgressRepository;
  }

  /**
   * Stores the objects that are in progress, so that they are not polled again meanwhile. If
   * not set, they are kept in memory.
   */
  public void setInProgressRepository(IdempotentRepository inProgressRepository) {
    this.inProgressRepository = inProgressRepository;
  }

  public String getInclude() {
    return include;
  }

  /**
   * A regular expression that the whole key must match.
   */
  public void setInclude(String include) {
    this.include = include;
  }

  public Boolean getIncludeBody() {
    return includeBody;
  }

  /**
   * Whether the object is opened and becomes the message body. If false, the message has only
   * headers.
   */
  public void setIncludeBody(Boolean includeBody) {
    this.includeBody = includeBody;
  }

  public Boolean getIncludeFolders() {
    return includeFolders;
  }

  /**
   * Whether to poll objects that stand for folders too: zero bytes, and a key that ends with /.
   */
  public void setIncludeFolders(Boolean includeFolders) {
    this.includeFolders = includeFolders;
  }

  public Integer getJobs() {
    return jobs;
  }

  /**
   * The number of parts in flight per upload in the modes asyncUpload and auto, 1 to 256.
   */
  public void setJobs(Integer jobs) {
    this.jobs = jobs;
  }

  public String getKeyName() {
    return keyName;
  }

  /**
   * The key of the object, a Simple expression. The header CamelUs3Key overrides this option.
   * If neither is set, the header CamelFileName is the key.
   */
  public void setKeyName(String keyName) {
    this.keyName = keyName;
  }

  public Boolean getLazyStartProducer() {
    return lazyStartProducer;
  }

  /**
   * Whether the producer should be started lazy (on the first message). By starting lazy you
   * can use this to allow CamelContext and routes to startup in situations where a producer may
   * otherwise fail during starting and cause the route to fail being started. By deferring this
   * startup to be lazy then the startup failure can be handled during routing messages via
   * Camel's routing error handlers. Beware that when the first message is processed then
   * creating and starting the producer may take a little time and prolong the total processing
   * time of the processing.
   */
  public void setLazyStartProducer(Boolean lazyStartProducer) {
    this.lazyStartProducer = lazyStartProducer;
  }

  public Boolean getListAll() {
    return listAll;
  }

  /**
   * Whether listObjects returns an iterator over all pages, read on demand, instead of one page
   * as a list.
   */
  public void setListAll(Boolean listAll) {
    this.listAll = listAll;
  }

  public Us3ListApi getListApi() {
    return listApi;
  }

  /**
   * The listing of US3 to use. listObjects supports delimiter but is not offered in every
   * region. prefixFileList is offered in all.
   */
  public void setListApi(Us3ListApi listApi) {
    this.listApi = listApi;
  }

  public Integer getMaxCallbackBytes() {
    return maxCallbackBytes;
  }

  /**
   * The maximum size of a callback body in bytes. Larger callbacks are refused.
   */
  public void setMaxCallbackBytes(Integer maxCallbackBytes) {
    this.maxCallbackBytes = maxCallbackBytes;
  }

  public Integer getMaxConcurrentUploads() {
    return maxConcurrentUploads;
  }

  /**
   * The number of uploads and other operations that run at once. The limit is shared by
   * endpoints with the same connection settings and the same value. Up to 1000 more wait in a
   * queue without a thread; then the caller waits.
   */
  public void setMaxConcurrentUploads(Integer maxConcurrentUploads) {
    this.maxConcurrentUploads = maxConcurrentUploads;
  }

  public Integer getMaxIdleConnections() {
    return maxIdleConnections;
  }

  /**
   * The maximum number of idle connections, each kept for at most a minute. 0 keeps none.
   */
  public void setMaxIdleConnections(Integer maxIdleConnections) {
    this.maxIdleConnections = maxIdleConnections;
  }

  public Integer getMaxMessagesPerPoll() {
    return maxMessagesPerPoll;
  }

  /**
   * The maximum number of objects per poll. The next poll continues after them. If 0 or less,
   * maxResults.
   */
  public void setMaxMessagesPerPoll(Integer maxMessagesPerPoll) {
    this.maxMessagesPerPoll = maxMessagesPerPoll;
  }

  public Integer getMaxResults() {
    return maxResults;
  }

  /**
   * The number of entries per page of a listing, 1 to 1000.
   */
  public void setMaxResults(Integer maxResults) {
    this.maxResults = maxResults;
  }

  public Integer getMaxRetries() {
    return maxRetries;
  }

  /**
   * The maximum number of retries after a broken connection, a timeout, 429 or 5xx. A request
   * is not retried if its body cannot be read again, or if the callback service may have been
   * called.
   */
  public void setMaxRetries(Integer maxRetries) {
    this.maxRetries = maxRetries;
  }

  public Map<String, Object> getMetadata() {
    return metadata;
  }

  /**
   * The user metadata of the object, such as metadata.name=value. This is a multi-value option
   * with prefix: metadata. A property for each name: metadata.&lt;name&gt;.
   */
  public void setMetadata(Map<String, Object> metadata) {
    this.metadata = metadata;
  }

  public String getMimeType() {
    return mimeType;
  }

  /**
   * The MIME type of the object. If not set, taken from the header CamelFileContentType, or
   * else detected from the first bytes and the extension of the key.
   */
  public void setMimeType(String mimeType) {
    this.mimeType = mimeType;
  }

  public Long getMinAge() {
    return minAge;
  }

  /**
   * The minimum time since the last change of an object, in milliseconds. Younger objects are
   * not polled yet.
   */
  public void setMinAge(Long minAge) {
    this.minAge = minAge;
  }

  public Us3UploadMode getMode() {
    return mode;
  }

  /**
   * How the operation upload sends an object. put: one request. mput: parts, one after another.
   * asyncMput: parts, 10 in flight. asyncUpload: parts, as many in flight as jobs. finish:
   * finishes an upload whose parts are stored already. auto: put below multipartThreshold, else
   * asyncUpload.
   */
  public void setMode(Us3UploadMode mode) {
    this.mode = mode;
  }

  public Boolean getMoveAfterRead() {
    return moveAfterRead;
  }

  /**
   * Whether an object is moved when its exchange has completed without failure: copied, the
   * ETag of the copy compared, and deleted. destinationBucket, destinationKeyPrefix,
   * destinationKeySuffix and removePrefixOnMove set the target.
   */
  public void setMoveAfterRead(Boolean moveAfterRead) {
    this.moveAfterRead = moveAfterRead;
  }

  public String getMoveFailed() {
    return moveFailed;
  }

  /**
   * A prefix for the key of an object whose exchange has failed, a Simple expression. The
   * object is moved to this key in the polled bucket.
   */
  public void setMoveFailed(String moveFailed) {
    this.moveFailed = moveFailed;
  }

  public Long getMultipartThreshold() {
    return multipartThreshold;
  }

  /**
   * The size in bytes from which the mode auto uploads in parts. An upload of unknown length
   * goes in parts too.
   */
  public void setMultipartThreshold(Long multipartThreshold) {
    this.multipartThreshold = multipartThreshold;
  }

  public String getNonProxyHosts() {
    return nonProxyHosts;
  }

  /**
   * Hosts that are reached without the proxy, in the syntax of the JDK property
   * http.nonProxyHosts. The host of a bucket is bucketName, a dot and the host of the service.
   */
  public void setNonProxyHosts(String nonProxyHosts) {
    this.nonProxyHosts = nonProxyHosts;
  }

  public Boolean getNotFoundAsHeader() {
    return notFoundAsHeader;
  }

  /**
   * Whether getObject, headObject and describeBucket report a missing object or bucket in a
   * header (CamelUs3ObjectExists, CamelUs3BucketExists) instead of failing.
   */
  public void setNotFoundAsHeader(Boolean notFoundAsHeader) {
    this.notFoundAsHeader = notFoundAsHeader;
  }

  public Us3Operation getOperation() {
    return operation;
  }

  /**
   * The operation of the producer.
   */
  public void setOperation(Us3Operation operation) {
    this.operation = operation;
  }

  public Object getPolicy() {
    return policy;
  }

  /**
   * The put policy: JSON text (in a URI within RAW), or a reference to a bean of type
   * PutPolicy, Map, JsonNode or String. After the upload US3 calls the callback URL of the
   * policy, and the reply becomes the message body.
   */
  public void setPolicy(Object policy) {
    this.policy = policy;
  }

  public String getPrefix() {
    return prefix;
  }

  /**
   * Only keys that begin with this prefix are listed or polled.
   */
  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  public String getPrivateKey() {
    return privateKey;
  }

  /**
   * The private API key, or that of a temporary token. If not set, taken from configFile, then
   * from the environment variable US3_PRIVATE_KEY.
   */
  public void setPrivateKey(String privateKey) {
    this.privateKey = privateKey;
  }

  public String getProjectId() {
    return projectId;
  }

  /**
   * The project of requests to the bucket API. Required for sub-accounts.
   */
  public void setProjectId(String projectId) {
    this.projectId = projectId;
  }

  public String getProtocol() {
    return protocol;
  }

  /**
   * The URL scheme for region and fileHost.
   */
  public void setProtocol(String protocol) {
    this.protocol = protocol;
  }

  public String getProxyHost() {
    return proxyHost;
  }

  /**
   * The host of an HTTP proxy.
   */
  public void setProxyHost(String proxyHost) {
    this.proxyHost = proxyHost;
  }

  public String getProxyPassword() {
    return proxyPassword;
  }

  /**
   * The password of proxyUser.
   */
  public void setProxyPassword(String proxyPassword) {
    this.proxyPassword = proxyPassword;
  }

  public Integer getProxyPort() {
    return proxyPort;
  }

  /**
   * The port of the HTTP proxy.
   */
  public void setProxyPort(Integer proxyPort) {
    this.proxyPort = proxyPort;
  }

  public String getProxyUser() {
    return proxyUser;
  }

  /**
   * The user name for the proxy, sent with every request to the proxy.
   */
  public void setProxyUser(String proxyUser) {
    this.proxyUser = proxyUser;
  }

  public String getPublicKey() {
    return publicKey;
  }

  /**
   * The public API key, or that of a temporary token. If not set, taken from configFile, then
   * from the environment variable US3_PUBLIC_KEY.
   */
  public void setPublicKey(String publicKey) {
    this.publicKey = publicKey;
  }

  public Long getReadTimeout() {
    return readTimeout;
  }

  /**
   * The timeout for the next bytes of a response, in milliseconds. For the response to an
   * upload with a policy, at least 60 seconds.
   */
  public void setReadTimeout(Long readTimeout) {
    this.readTimeout = readTimeout;
  }

  public String getRegion() {
    return region;
  }

  /**
   * The region, such as cn-bj. The host of a bucket is then BUCKET.REGION.ufileos.com.
   */
  public void setRegion(String region) {
    this.region = region;
  }

  public Boolean getRemovePrefixOnMove() {
    return removePrefixOnMove;
  }

  /**
   * For moveAfterRead and moveFailed: whether prefix is removed from the key first.
   */
  public void setRemovePrefixOnMove(Boolean removePrefixOnMove) {
    this.removePrefixOnMove = removePrefixOnMove;
  }

  public Boolean getResume() {
    return resume;
  }

  /**
   * Whether the upload of a file in parts is resumed by the next attempt after a failure or the
   * end of the process.
   */
  public void setResume(Boolean resume) {
    this.resume = resume;
  }

  public String getResumeDirectory() {
    return resumeDirectory;
  }

  /**
   * The folder for the state of uploads that can be resumed, in small files. If not set,
   * .camel-us3 in the home folder of the user.
   */
  public void setResumeDirectory(String resumeDirectory) {
    this.resumeDirectory = resumeDirectory;
  }

  public Long getRetryDelay() {
    return retryDelay;
  }

  /**
   * The delay before the first retry, in milliseconds. Each further delay is twice as long.
   */
  public void setRetryDelay(Long retryDelay) {
    this.retryDelay = retryDelay;
  }

  public Long getRetryMaxDelay() {
    return retryMaxDelay;
  }

  /**
   * The maximum delay before a retry, in milliseconds, also when the service requests a longer
   * one.
   */
  public void setRetryMaxDelay(Long retryMaxDelay) {
    this.retryMaxDelay = retryMaxDelay;
  }

  public String getSecurityToken() {
    return securityToken;
  }

  /**
   * The STS token that belongs to a temporary key pair.
   */
  public void setSecurityToken(String securityToken) {
    this.securityToken = securityToken;
  }

  public Us3SortBy getSortBy() {
    return sortBy;
  }

  /**
   * The order of the objects of one page of the listing. none: the order of the service. key:
   * by key. lastModified: oldest first. random: shuffled, so that processes that poll the same
   * bucket collide less.
   */
  public void setSortBy(Us3SortBy sortBy) {
    this.sortBy = sortBy;
  }

  public String getSpoolDirectory() {
    return spoolDirectory;
  }

  /**
   * The folder for the temporary files of streams that are read twice or have an unknown
   * length. Created if missing. If not set, java.io.tmpdir.
   */
  public void setSpoolDirectory(String spoolDirectory) {
    this.spoolDirectory = spoolDirectory;
  }

  public SSLContextParameters getSslContextParameters() {
    return sslContextParameters;
  }

  /**
   * The TLS settings for https.
   */
  public void setSslContextParameters(SSLContextParameters sslContextParameters) {
    this.sslContextParameters = sslContextParameters;
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

  public String getStorageClass() {
    return storageClass;
  }

  /**
   * The storage class of the object. If not set, STANDARD.
   */
  public void setStorageClass(String storageClass) {
    this.storageClass = storageClass;
  }

  public String getTlsProvider() {
    return tlsProvider;
  }

  /**
   * The implementation of TLS. auto is Conscrypt if org.conscrypt:conscrypt-openjdk-uber is on
   * the class path and runs on this platform, otherwise the JDK. No effect with
   * sslContextParameters.
   */
  public void setTlsProvider(String tlsProvider) {
    this.tlsProvider = tlsProvider;
  }

  public Boolean getTraceKey() {
    return traceKey;
  }

  /**
   * Whether the spans of camel-telemetry show the key of the object. Keys can be personal data.
   */
  public void setTraceKey(Boolean traceKey) {
    this.traceKey = traceKey;
  }

  public UploadStore getUploadStore() {
    return uploadStore;
  }

  /**
   * Stores the state of uploads that can be resumed, instead of resumeDirectory.
   */
  public void setUploadStore(UploadStore uploadStore) {
    this.uploadStore = uploadStore;
  }

  public Long getUrlExpiry() {
    return urlExpiry;
  }

  /**
   * How long the links of createDownloadLink and createUploadLink are valid, in milliseconds.
   */
  public void setUrlExpiry(Long urlExpiry) {
    this.urlExpiry = urlExpiry;
  }

  public Us3Client getUs3Client() {
    return us3Client;
  }

  /**
   * A client to use instead of one built from the options. Its creator closes it. If the
   * registry holds exactly one client, that one is used by default.
   */
  public void setUs3Client(Us3Client us3Client) {
    this.us3Client = us3Client;
  }

  public Boolean getUseGlobalSslContextParameters() {
    return useGlobalSslContextParameters;
  }

  /**
   * Whether endpoints without TLS settings use those of the Camel context.
   */
  public void setUseGlobalSslContextParameters(Boolean useGlobalSslContextParameters) {
    this.useGlobalSslContextParameters = useGlobalSslContextParameters;
  }

  public Boolean getVerifyETag() {
    return verifyETag;
  }

  /**
   * Whether to compare the ETag of each part and of the object with the one computed while
   * sending.
   */
  public void setVerifyETag(Boolean verifyETag) {
    this.verifyETag = verifyETag;
  }

  public Boolean getVerifyUploadMd5() {
    return verifyUploadMd5;
  }

  /**
   * Whether to send the Content-MD5 of each request, for which the content is read twice. If
   * not set, taken from configFile, or else false.
   */
  public void setVerifyUploadMd5(Boolean verifyUploadMd5) {
    this.verifyUploadMd5 = verifyUploadMd5;
  }

  public Long getWriteTimeout() {
    return writeTimeout;
  }

  /**
   * The timeout for sending the next bytes of a request, in milliseconds.
   */
  public void setWriteTimeout(Long writeTimeout) {
    this.writeTimeout = writeTimeout;
  }
}
