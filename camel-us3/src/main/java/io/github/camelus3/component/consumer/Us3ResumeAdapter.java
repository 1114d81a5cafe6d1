package io.github.camelus3.component.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.sign.UrlEncoding;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.resume.Cacheable;
import org.apache.camel.resume.Deserializable;
import org.apache.camel.resume.Offset;
import org.apache.camel.resume.OffsetKey;
import org.apache.camel.resume.Resumable;
import org.apache.camel.resume.ResumeAdapter;
import org.apache.camel.resume.cache.ResumeCache;
import org.apache.camel.spi.annotations.JdkService;
import org.apache.camel.support.resume.OffsetKeys;
import org.apache.camel.support.resume.Offsets;

/**
 * Stores the offset of a polling consumer, for a route with {@code resumable()}. Offset key: the
 * bucket, a slash and the prefix. Offset: the last key that is done together with all keys before
 * it. Both are percent-encoded, because resume strategies store text in the platform's charset.
 */
@JdkService(Us3ResumeAdapter.FACTORY)
public final class Us3ResumeAdapter implements ResumeAdapter, Cacheable, Deserializable {
  static final String FACTORY = "us3-adapter-factory";

  private ResumeCache<Object> cache;

  /** Made by Camel. */
  public Us3ResumeAdapter() {}

  /** Does nothing: the consumer reads its offset at its start. */
  @Override
  public void resume() {}

  /** Returns the offset of a bucket and prefix; empty if there is none. */
  String offset(String bucket, String prefix) {
    Object offset = cache == null ? null : cache.get(address(bucket, prefix));
    return offset == null ? "" : URLDecoder.decode(offset.toString(), UTF_8);
  }

  /**
   * Returns the header value from which Camel takes the offset after the exchange. Camel also does
   * so for exchanges marked rollback-only.
   */
  static Resumable resumable(
      Exchange exchange, String bucket, String prefix, String key, ResumePosition position) {
    return new Resumable() {
      @Override
      public OffsetKey<?> getOffsetKey() {
        return OffsetKeys.unmodifiableOf(address(bucket, prefix));
      }

      @Override
      public Offset<?> getLastOffset() {
        return Offsets.of(
            encode(
                exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()
                    ? position.offset()
                    : position.offsetOnceDone(key)));
      }
    };
  }

  private static String address(String bucket, String prefix) {
    return bucket + '/' + encode(prefix);
  }

  private static String encode(String key) {
    return UrlEncoding.queryComponent(key);
  }

  @Override
  public boolean add(OffsetKey<?> key, Offset<?> offset) {
    cache.add(key.getValue(), offset.getValue());
    return true;
  }

  @Override
  public boolean deserialize(ByteBuffer keyBuffer, ByteBuffer valueBuffer) {
    cache.add(deserializeKey(keyBuffer), deserializeValue(valueBuffer));
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // the type of Camel's interface is too wide
  public void setCache(ResumeCache<?> cache) {
    this.cache = (ResumeCache<Object>) cache;
  }

  @Override
  public ResumeCache<?> getCache() {
    return cache;
  }
}
