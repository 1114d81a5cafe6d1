package io.github.camelus3.component.options;

import static io.github.camelus3.component.options.OptionChecks.requireWithin;

import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.Us3StartupCheck;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.component.message.Values;
import io.github.camelus3.transfer.FileUploadStore;
import io.github.camelus3.transfer.UploadStore;
import io.github.camelus3.transfer.Us3Uploader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;

/** The options of the producer; headers of a message override them. Immutable. */
public record ProducerSettings(
    String bucket,
    Us3Operation operation,
    int maxConcurrentUploads,
    NewObject object,
    Upload upload,
    PolicySettings policy,
    ListingSettings listing,
    Us3StartupCheck startupCheck,
    Requests requests) {

  /**
   * How an object is stored.
   *
   * @param keyName null when not set
   * @param mimeType null when not set
   * @param storageClass null for the service's default
   */
  public record NewObject(
      OptionExpression keyName,
      String mimeType,
      String storageClass,
      Map<String, String> metadata) {

    static NewObject of(Us3Configuration options, CamelContext context) {
      Map<String, String> metadata =
          options.getMetadata() == null
              ? Map.of()
              : Values.of(context).texts("option metadata", options.getMetadata());
      new ObjectAttributes(null, options.getStorageClass(), metadata); // checks both
      return new NewObject(
          OptionExpression.of(context, "keyName", options.getKeyName()),
          OptionChecks.requireMimeType("option mimeType", options.getMimeType()),
          options.getStorageClass(),
          metadata);
    }
  }

  /**
   * How bytes are uploaded.
   *
   * @param store null unless uploads are resumed
   * @param spoolDirectory null for the platform's own
   */
  public record Upload(
      Us3UploadMode mode,
      int jobs,
      long multipartThreshold,
      IntegrityOptions checks,
      UploadStore store,
      boolean abortOnFailure,
      Path spoolDirectory) {

    static Upload of(Us3Configuration options, ConfigFile file) {
      requireWithin("option jobs", options.getJobs(), 1, Us3Uploader.MAX_JOBS);
      requireWithin(
          "option multipartThreshold", options.getMultipartThreshold(), 1, Long.MAX_VALUE);
      UploadStore store = options.isResume() ? store(options) : null;
      boolean md5 =
          options.getVerifyUploadMd5() != null
              ? options.getVerifyUploadMd5()
              : Boolean.TRUE.equals(file.verifyUploadMd5());
      return new Upload(
          options.getMode(),
          options.getJobs(),
          options.getMultipartThreshold(),
          new IntegrityOptions(options.isVerifyETag(), md5),
          store,
          options.getAbortOnFailure() != null ? options.getAbortOnFailure() : store == null,
          spoolDirectory(options.getSpoolDirectory()));
    }

    private static UploadStore store(Us3Configuration options) {
      if (options.getUploadStore() != null) {
        return options.getUploadStore();
      }
      String directory = options.getResumeDirectory();
      return new FileUploadStore(
          directory != null ? Path.of(directory) : home().resolve(".camel-us3"));
    }

    /** The JVM says {@code ?} for a user without an entry in the password file. */
    private static Path home() {
      String home = System.getProperty("user.home");
      if (home == null || !Path.of(home).isAbsolute()) {
        throw new IllegalArgumentException(
            "option resumeDirectory must be set for resume=true, as user.home is no folder: "
                + home);
      }
      return Path.of(home);
    }

    private static Path spoolDirectory(String option) {
      if (option == null) {
        return null;
      }
      if (option.isBlank() || Files.exists(Path.of(option)) && !isWritableFolder(Path.of(option))) {
        throw new IllegalArgumentException(
            "option spoolDirectory must be a folder that can be written: " + option);
      }
      return Path.of(option);
    }

    private static boolean isWritableFolder(Path path) {
      return Files.isDirectory(path) && Files.isWritable(path);
    }
  }

  /**
   * The options of operations other than {@link Us3Operation#upload}.
   *
   * @param region of a new bucket; null when not set
   * @param bucketType null when not set
   */
  public record Requests(
      boolean listAll,
      boolean notFoundAsHeader,
      Duration urlExpiry,
      String region,
      String bucketType) {

    static Requests of(Us3Configuration options) {
      requireWithin("option urlExpiry", options.getUrlExpiry(), 1000, Long.MAX_VALUE);
      return new Requests(
          options.isListAll(),
          options.isNotFoundAsHeader(),
          Duration.ofMillis(options.getUrlExpiry()),
          options.getRegion(),
          options.getBucketType());
    }
  }

  static ProducerSettings of(
      Us3Configuration options, CamelContext context, PolicySettings policy, ConfigFile file) {
    requireWithin("option maxConcurrentUploads", options.getMaxConcurrentUploads(), 1, 1 << 20);
    return new ProducerSettings(
        options.getBucketName(),
        options.getOperation(),
        options.getMaxConcurrentUploads(),
        NewObject.of(options, context),
        Upload.of(options, file),
        policy,
        ListingSettings.of(options),
        options.getStartupCheck(),
        Requests.of(options));
  }
}
