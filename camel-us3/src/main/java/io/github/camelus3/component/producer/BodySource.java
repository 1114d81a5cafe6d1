package io.github.camelus3.component.producer;

import io.github.camelus3.client.source.ObjectSource;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;

/** Opens the body of a message as an {@link ObjectSource}, without loading it into memory. */
final class BodySource {
  /** The stream that an attempt has begun to read; a retry must not upload the rest of it. */
  private static final String CONSUMED = "CamelUs3ConsumedBody";

  private BodySource() {}

  /**
   * Opens the body. The caller closes the source, which closes a body that is a stream.
   *
   * @throws java.nio.file.NoSuchFileException if the body is a file that does not exist
   * @throws IllegalArgumentException if there is no body, or no type converter reads it as bytes
   * @throws IllegalStateException if the body is a stream that an earlier attempt has read
   */
  static ObjectSource open(Exchange exchange) throws IOException {
    Object body = body(exchange);
    if (body instanceof WrappedFile<?> file) {
      return open(exchange, file);
    }
    return open(exchange, body, -1);
  }

  /**
   * The local file that is the body; null if the body is none.
   *
   * @throws IllegalArgumentException if there is no body
   */
  static Path file(Exchange exchange) {
    Object body = body(exchange);
    if (body instanceof WrappedFile<?> wrapped) {
      Path file = path(wrapped.getFile());
      return file != null ? file : path(wrapped.getBody()); // a remote file, fetched to a local one
    }
    return path(body);
  }

  private static Path path(Object body) {
    return body instanceof File file ? file.toPath() : body instanceof Path path ? path : null;
  }

  private static Object body(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (body == null) {
      throw new IllegalArgumentException("the message must have a body to upload");
    }
    return body;
  }

  private static ObjectSource open(Exchange exchange, WrappedFile<?> file) throws IOException {
    if (file.getFile() instanceof File || file.getFile() instanceof Path) {
      return open(exchange, file.getFile(), -1);
    }
    return file.getBody() != null // a remote file, fetched as bytes, stream or local file
        ? open(exchange, file.getBody(), -1)
        : convert(exchange);
  }

  /**
   * An estimate of the length of a body whose exact length is unknown. The length in a remote
   * listing may differ from the fetched bytes: FTP in ASCII mode changes the ends of lines.
   *
   * @return {@link Long#MAX_VALUE} without an estimate
   */
  static long expectedLength(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    long listed = body instanceof WrappedFile<?> file ? file.getFileLength() : 0;
    return listed > 0 ? listed : Long.MAX_VALUE;
  }

  /**
   * Opens one object.
   *
   * @param knownLength of a stream; not positive when unknown
   */
  private static ObjectSource open(Exchange exchange, Object body, long knownLength)
      throws IOException {
    if (body instanceof File file) {
      return ObjectSource.file(file.toPath());
    }
    if (body instanceof Path path) {
      return ObjectSource.file(path);
    }
    if (body instanceof byte[] bytes) {
      return ObjectSource.bytes(bytes);
    }
    if (body instanceof String text) {
      return ObjectSource.bytes(text.getBytes(ExchangeHelper.getCharset(exchange)));
    }
    if (body instanceof ByteBuffer buffer) {
      return open(buffer);
    }
    if (body instanceof StreamCache cache) {
      return open(exchange, cache);
    }
    return body instanceof InputStream stream
        ? stream(once(exchange, stream), knownLength)
        : convert(exchange);
  }

  private static ObjectSource open(ByteBuffer buffer) {
    ByteBuffer view = buffer.duplicate();
    if (view.hasArray()) {
      return ObjectSource.bytes(
          view.array(), view.arrayOffset() + view.position(), view.remaining());
    }
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return ObjectSource.bytes(bytes);
  }

  /** A cache is rewound, and closed by Camel. */
  private static ObjectSource open(Exchange exchange, StreamCache cache) {
    cache.reset();
    return cache instanceof InputStream stream
        ? stream(new Unclosed(stream), cache.length())
        : convert(exchange);
  }

  private static ObjectSource convert(Exchange exchange) {
    InputStream stream = exchange.getMessage().getBody(InputStream.class);
    if (stream == null) {
      throw new IllegalArgumentException(
          "the body must be readable as bytes: "
              + exchange.getMessage().getBody().getClass().getName());
    }
    return ObjectSource.stream(stream);
  }

  private static ObjectSource stream(InputStream stream, long knownLength) {
    return knownLength > 0 ? ObjectSource.stream(stream, knownLength) : ObjectSource.stream(stream);
  }

  private static InputStream once(Exchange exchange, InputStream stream) {
    if (exchange.getProperty(CONSUMED) == stream) {
      throw new IllegalStateException(
          "the body must not be a stream that an earlier attempt has read;"
              + " stream caching makes it readable again");
    }
    exchange.setProperty(CONSUMED, stream);
    return stream;
  }

  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() {}
  }
}
