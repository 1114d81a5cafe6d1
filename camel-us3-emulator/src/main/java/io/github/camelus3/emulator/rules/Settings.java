package io.github.camelus3.emulator.rules;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The settings of an emulator. Immutable.
 *
 * @param buckets by name, whether the bucket is public; the first is the default one
 * @param credentials private key by public key
 */
public record Settings(
    String host,
    int port,
    Map<String, Boolean> buckets,
    Map<String, String> credentials,
    Optional<Path> dataDirectory,
    int blockSizeBytes,
    Duration callbackTimeout,
    List<String> hostSuffixes,
    Map<String, String> customDomains,
    Switches switches,
    Clock clock,
    long maxPutBytes,
    UnaryOperator<String> callbackRedirect,
    Consumer<String> requestLines) {

  public Settings {
    buckets = Collections.unmodifiableMap(new LinkedHashMap<>(buckets));
    credentials = Map.copyOf(credentials);
    hostSuffixes = List.copyOf(hostSuffixes);
    customDomains = Map.copyOf(customDomains);
  }

  @Override
  public String toString() {
    return "Settings[port=" + port + ", buckets=" + buckets.keySet() + "]"; // no private key
  }

  /**
   * Behaviour that is undocumented or differs between regions.
   *
   * @param invalidSignatureRetCode -148643 as documented, or -148658 as seen live
   * @param restoreDelay how long an archived object stays frozen after Restore
   */
  public record Switches(
      boolean allowPartOverwrite,
      boolean keepObjectWhenCallbackFails,
      boolean strictETagOrder,
      boolean refuseHttpsCallback,
      boolean refusePresignedOverwrite,
      boolean magicVariables,
      boolean strictCanonicalHeaders,
      int invalidSignatureRetCode,
      boolean followCallbackRedirects,
      boolean checkPartMd5,
      boolean finishByETagCount,
      boolean abortByUploads,
      Duration restoreDelay) {}
}
