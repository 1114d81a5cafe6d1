package io.github.camelus3.component.options;

import io.github.camelus3.callback.CallbackTokens;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.RetryOptions;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Buckets;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3ListApi;
import io.github.camelus3.component.message.Values;
import io.github.camelus3.sign.Credentials;
import io.github.camelus3.transfer.FileUploadStore;
import io.github.camelus3.transfer.UploadStore;
import io.github.camelus3.transfer.Us3Uploader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.URISupport;

/**
 * The checked options of an endpoint. Immutable.
 *
 * @param host null when {@code options} brings its own client, or for a webhook that has none
 * @param credentials null when {@code host} is
 * @param keyName null when not set
 * @param store null unless uploads are resumed
 * @param tokens null unless callbacks carry tokens
 * @param spoolDirectory null for the platform's own
 */
public record Us3Settings(
    Us3Configuration options,
    ServiceHost host,
    Credentials credentials,
    String bucketHost,
    OptionExpression keyName,
    PolicyOption policy,
    Map<String, String> metadata,
    IntegrityOptions checks,
    RetryOptions retries,
    UploadStore store,
    CallbackTokens tokens,
    Path spoolDirectory) {
  private static final String PLUS = " (a + in a URI is one; write RAW(...) around the value)";

  /** A name or an IP address. */
  private static final Pattern HOST = Pattern.compile("[\\w.-]+|\\[?[0-9A-Fa-f:.]+(%\\w+)?]?");

  /** Blanks are taken before the parameters of a MIME type alone. */
  private static final Pattern BLANK_WITHIN = Pattern.compile("^[^;]*[^;\\s]\\s+[^;\\s]");

  /**
   * Checks the options.
   *
   * @param webhooks where {@code callbackUrl=webhook} leads
   * @param isWebhook whether the endpoint may do without a service, for it only takes callbacks
   * @param environment where keys are looked up that neither option nor file gives
   * @throws IllegalArgumentException naming the option that cannot be used
   */
  public static Us3Settings of(
      Us3Configuration options,
      CamelContext context,
      WebhookUrls webhooks,
      boolean isWebhook,
      UnaryOperator<String> environment)
      throws Exception {
    ServiceHost.requireBucket("option bucketName", options.getBucketName());
    requireWithin("jobs", options.getJobs(), 1, Us3Uploader.MAX_JOBS);
    requireWithin("multipartThreshold", options.getMultipartThreshold(), 1, Long.MAX_VALUE);
    requireWithin("maxResults", options.getMaxResults(), 1, ListRequest.MAX_KEYS);
    if (options.getListApi() == Us3ListApi.prefixFileList
        && ObjectHelper.isNotEmpty(options.getDelimiter())) {
      throw new IllegalArgumentException(
          "option delimiter="
              + options.getDelimiter()
              + " cannot be used with listApi=prefixFileList");
    }
    requireWithin("urlExpiry", options.getUrlExpiry(), 1000, Long.MAX_VALUE);
    requireWithin("maxConcurrentUploads", options.getMaxConcurrentUploads(), 1, 1 << 20);
    requireWithin("callbackTokenLife", options.getCallbackTokenLife(), 1000, 1L << 40);
    requireWithin("maxCallbackBytes", options.getMaxCallbackBytes(), 1, 1 << 30);
    requireMimeType("option mimeType", options.getMimeType());
    requireNoBlank("region", options.getRegion());
    requireNoBlank("fileHost", options.getFileHost());
    requireNoBlank("bucketHost", options.getBucketHost());
    requireNoBlank("projectId", options.getProjectId());
    requireNoBlank("securityToken", options.getSecurityToken());
    requireProxy(options);
    requireWithin("maxIdleConnections", options.getMaxIdleConnections(), 0, 1 << 20);
    Path spoolDirectory = spoolDirectory(options);
    ConfigFile file =
        options.getConfigFile() == null
            ? ConfigFile.NONE
            : ConfigFile.read(context, options.getConfigFile());
    boolean noClient =
        options.getUs3Client() != null || (isWebhook && !hasService(options, file, environment));
    boolean md5 =
        options.getVerifyUploadMd5() != null
            ? options.getVerifyUploadMd5()
            : Boolean.TRUE.equals(file.verifyUploadMd5());
    Map<String, String> metadata =
        options.getMetadata() == null
            ? Map.of()
            : Values.of(context).texts("option metadata", options.getMetadata());
    new ObjectAttributes(null, options.getStorageClass(), metadata); // checks both
    return new Us3Settings(
        options,
        noClient ? null : host(options, file),
        noClient ? null : credentials(options, file, environment),
        firstOf(options.getBucketHost(), file.bucketHost(), Us3Buckets.DEFAULT_HOST),
        OptionExpression.of(context, "keyName", options.getKeyName()),
        PolicyOption.of(options, context, webhooks),
        metadata,
        new IntegrityOptions(options.isVerifyETag(), md5),
        retries(options),
        options.isResume() ? store(options) : null,
        tokens(options),
        spoolDirectory);
  }

  /** Whether this is an endpoint that can do more than take callbacks. */
  public boolean reachesService() {
    return host != null || options.getUs3Client() != null;
  }

  /** Fails as an endpoint without a service does when it is created. */
  public void requireService() {
    if (!reachesService()) {
      throw new IllegalArgumentException(
          "bucket "
              + options.getBucketName()
              + ": this endpoint only takes callbacks; to do more it needs one of the options"
              + " region, fileHost, endpoint, and keys");
    }
  }

  public Duration callbackTokenLife() {
    return Duration.ofMillis(options.getCallbackTokenLife());
  }

  public int maxConcurrentUploads() {
    return options.getMaxConcurrentUploads();
  }

  public String serviceUrl() {
    return host == null ? "" : host.toString();
  }

  /** What the client is made of; endpoints with equal ones share it. */
  public ClientSettings client() {
    if (options.getUs3Client() != null) {
      return ClientSettings.of(options.getUs3Client());
    }
    return new ClientSettings(
        null,
        host,
        credentials,
        bucketHost,
        options.getProjectId(),
        retries,
        new ClientSettings.Timeouts(
            options.getConnectTimeout(),
            options.getReadTimeout(),
            options.getWriteTimeout(),
            options.getCallTimeout()),
        options.getProxyHost() == null
            ? null
            : new ClientSettings.Proxy(
                options.getProxyHost(),
                options.getProxyPort(),
                options.getProxyUser(),
                options.getProxyPassword(),
                options.getNonProxyHosts()),
        options.getMaxIdleConnections(),
        options.getSslContextParameters());
  }

  public boolean abortOnFailure() {
    Boolean option = options.getAbortOnFailure();
    return option != null ? option : store == null;
  }

  private static RetryOptions retries(Us3Configuration options) {
    requireWithin("maxRetries", options.getMaxRetries(), 0, 1000);
    requireWithin("retryDelay", options.getRetryDelay(), 1, Long.MAX_VALUE);
    requireWithin(
        "retryMaxDelay", options.getRetryMaxDelay(), options.getRetryDelay(), Long.MAX_VALUE);
    return new RetryOptions(
        options.getMaxRetries(),
        Duration.ofMillis(options.getRetryDelay()),
        Duration.ofMillis(options.getRetryMaxDelay()));
  }

  private static UploadStore store(Us3Configuration options) {
    if (options.getUploadStore() != null) {
      return options.getUploadStore();
    }
    String directory = options.getResumeDirectory();
    return new FileUploadStore(
        directory != null ? Path.of(directory) : home().resolve(".camel-us3"));
  }

  /** A JVM whose user has no entry in the password file says {@code ?}. */
  private static Path home() {
    String home = System.getProperty("user.home");
    if (home == null || !Path.of(home).isAbsolute()) {
      throw new IllegalArgumentException(
          "option resumeDirectory must be set for resume=true, as user.home is no folder: " + home);
    }
    return Path.of(home);
  }

  private static Path spoolDirectory(Us3Configuration options) {
    String directory = options.getSpoolDirectory();
    if (directory == null) {
      return null;
    }
    if (directory.isBlank() || Files.exists(Path.of(directory)) && !isFolder(directory)) {
      throw new IllegalArgumentException(
          "option spoolDirectory must be a folder that can be written: " + directory);
    }
    return Path.of(directory);
  }

  private static boolean isFolder(String directory) {
    return Files.isDirectory(Path.of(directory)) && Files.isWritable(Path.of(directory));
  }

  private static void requireProxy(Us3Configuration options) {
    requireNoBlank("proxyHost", options.getProxyHost());
    requireNoBlank("nonProxyHosts", options.getNonProxyHosts());
    if (options.getProxyHost() != null || options.getProxyPort() != 0) {
      requireNotBlank("proxyHost", options.getProxyHost());
      requireHost("proxyHost", options.getProxyHost());
      requireWithin("proxyPort", options.getProxyPort(), 1, 65535);
    }
    String user = options.getProxyUser();
    if (user == null && options.getProxyPassword() == null) {
      return;
    }
    requireNotBlank("proxyUser", user);
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "option proxyUser must be a name without a colon: " + user);
    }
    if (options.getProxyPassword() == null) {
      throw new IllegalArgumentException("option proxyPassword is missing, for proxyUser=" + user);
    }
  }

  /**
   * Refuses what no MIME type holds.
   *
   * @param where which option or header it is from
   * @param mimeType null for none
   * @return {@code mimeType}
   */
  public static String requireMimeType(String where, String mimeType) {
    if (mimeType != null && BLANK_WITHIN.matcher(mimeType).find()) {
      throw new IllegalArgumentException(where + " must not hold a blank" + PLUS + ": " + mimeType);
    }
    return mimeType;
  }

  private static void requireHost(String option, String host) {
    if (!HOST.matcher(host.strip()).matches()) {
      String shown = host.replaceFirst(".*@", ""); // a user and a password may be in front
      throw new IllegalArgumentException(
          "option " + option + " must be a host without scheme, user and port: " + shown);
    }
  }

  private static void requireNoBlank(String option, String value) {
    if (value != null && value.strip().indexOf(' ') >= 0) {
      boolean isSecret = option.equals("securityToken");
      throw new IllegalArgumentException(
          "option " + option + " must not hold a blank" + PLUS + (isSecret ? "" : ": " + value));
    }
  }

  private static CallbackTokens tokens(Us3Configuration options) {
    String secret = unwrapped(options.getCallbackSecret());
    if (secret == null) {
      return null;
    }
    if (secret.isBlank()) {
      throw new IllegalArgumentException("option callbackSecret is blank");
    }
    return new CallbackTokens(secret, Clock.systemUTC());
  }

  private static boolean hasService(
      Us3Configuration options, ConfigFile file, UnaryOperator<String> environment) {
    String host =
        firstOf(
            options.getEndpoint(),
            options.getFileHost(),
            options.getRegion(),
            file.endpoint(),
            file.fileHost());
    return host != null
        && publicKey(options, file, environment) != null
        && privateKey(options, file, environment) != null;
  }

  private static ServiceHost host(Us3Configuration options, ConfigFile file) {
    if (options.getEndpoint() != null) {
      return ServiceHost.ofEndpoint(options.getEndpoint());
    }
    if (options.getFileHost() != null) {
      return ServiceHost.ofFileHost(options.getFileHost(), options.getProtocol());
    }
    if (options.getRegion() != null) {
      return ServiceHost.ofRegion(options.getRegion(), options.getProtocol());
    }
    if (file.endpoint() != null) {
      return ServiceHost.ofEndpoint(file.endpoint());
    }
    if (file.fileHost() != null) {
      return ServiceHost.ofFileHost(file.fileHost(), options.getProtocol());
    }
    throw new IllegalArgumentException(
        "bucket "
            + options.getBucketName()
            + ": one of the options region, fileHost, endpoint is needed, or a configFile with"
            + " one");
  }

  private static Credentials credentials(
      Us3Configuration options, ConfigFile file, UnaryOperator<String> environment) {
    String publicKey = publicKey(options, file, environment);
    String privateKey = privateKey(options, file, environment);
    if (publicKey == null || privateKey == null) {
      String missing = publicKey == null ? "publicKey" : "privateKey";
      throw new IllegalArgumentException(
          "bucket "
              + options.getBucketName()
              + ": the option "
              + missing
              + " is missing, and neither configFile nor the environment has it");
    }
    return new Credentials(publicKey, privateKey, unwrapped(options.getSecurityToken()));
  }

  private static String publicKey(
      Us3Configuration options, ConfigFile file, UnaryOperator<String> environment) {
    return firstOf(
        unwrapped(options.getPublicKey()), file.publicKey(), environment.apply("US3_PUBLIC_KEY"));
  }

  private static String privateKey(
      Us3Configuration options, ConfigFile file, UnaryOperator<String> environment) {
    return firstOf(
        unwrapped(options.getPrivateKey()),
        file.privateKey(),
        environment.apply("US3_PRIVATE_KEY"));
  }

  /** Camel unwraps {@code RAW(...)} in URIs, but not in the properties of Camel Main. */
  private static String unwrapped(String value) {
    Map<String, Object> values = new HashMap<>();
    values.put("value", value);
    URISupport.resolveRawParameterValues(values);
    return (String) values.get("value");
  }

  private static String firstOf(String... values) {
    return Arrays.stream(values).filter(ObjectHelper::isNotEmpty).findFirst().orElse(null);
  }

  private static void requireNotBlank(String option, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("option " + option + " is missing");
    }
  }

  private static void requireWithin(String option, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "option " + option + " is not within " + min + " to " + max + ": " + value);
    }
  }

  @Override
  public String toString() {
    return "Us3Settings[" + options.getBucketName() + "]"; // never keys or policy
  }
}
