package io.github.camelus3.emulator.form;

import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.ResponseBody;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.BodyReceiver;
import io.github.camelus3.emulator.store.BodySink;
import io.github.camelus3.emulator.store.ReceivedBody;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MultipartParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a browser form; the file goes to disk. Accepts the deviations of SDKs: the Go SDK writes
 * one boundary too many before the end, the Python SDK omits the end.
 */
public final class FormReader {
  private static final int MAX_FIELD_BYTES = 1024 * 1024;

  private final BodyReceiver receiver;

  public FormReader(BodyReceiver receiver) {
    this.receiver = receiver;
  }

  /** Reads the whole form. The caller closes the result. */
  public Form read(InputStream in, String contentType, long maxFileBytes) throws IOException {
    String boundary = Headers.extractQuotedValueFromHeader(contentType, "boundary");
    if (boundary == null || boundary.isEmpty()) {
      throw Us3Error.badRequest("form without boundary");
    }
    try (Parts parts = new Parts(maxFileBytes);
        ByteBufferPool pool = new DefaultByteBufferPool(false, 1024, 0, 0)) {
      MultipartParser.ParseState state =
          MultipartParser.beginParse(
              pool, parts, boundary.getBytes(StandardCharsets.UTF_8), "UTF-8");
      byte[] buffer = new byte[ResponseBody.BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!state.isComplete() && !parts.malformed) {
          parse(state, parts, ByteBuffer.wrap(buffer, 0, read));
        }
      }
      return parts.form();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Errors after the file are ignored. */
  private static void parse(MultipartParser.ParseState state, Parts parts, ByteBuffer bytes) {
    try {
      state.parse(bytes);
    } catch (IOException e) {
      parts.malformed = true;
      if (parts.file == null) {
        throw new Us3Error(400, Us3Error.BAD_REQUEST, "malformed form", e);
      }
    }
  }

  /** Collects the parts that the parser reports. */
  private final class Parts implements MultipartParser.PartHandler, AutoCloseable {
    private final long maxFileBytes;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private String name = "";
    private BodySink sink;
    private ReceivedBody file;
    private String fileType = "";
    private boolean taken;
    private boolean malformed;

    Parts(long maxFileBytes) {
      this.maxFileBytes = maxFileBytes;
    }

    @Override
    public void beginPart(HeaderMap headers) {
      String disposition = headers.getFirst(Headers.CONTENT_DISPOSITION);
      String found =
          disposition == null ? null : Headers.extractQuotedValueFromHeader(disposition, "name");
      name = found == null ? "" : Ascii.lowerCase(found);
      value.reset();
      if (name.equals("file") && file == null) {
        String type = headers.getFirst(Headers.CONTENT_TYPE);
        fileType = type == null ? "" : type;
        try {
          sink = receiver.sink(maxFileBytes, Us3Error::tooLarge);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void data(ByteBuffer data) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      if (sink != null) {
        write(bytes);
      } else if (value.size() + bytes.length > MAX_FIELD_BYTES) {
        throw Us3Error.badRequest("form field too long");
      } else {
        value.writeBytes(bytes);
      }
    }

    /** A failure of the disk is no error of the form. */
    private void write(byte[] bytes) {
      try {
        sink.write(bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void endPart() {
      if (sink != null) {
        try {
          file = sink.end();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        sink = null;
      } else if (!name.isEmpty()) {
        fields.putIfAbsent(name, value.toString(StandardCharsets.UTF_8));
      }
    }

    Form form() {
      taken = true;
      return new Form(fields, Optional.ofNullable(file), fileType);
    }

    @Override
    public void close() throws IOException {
      if (sink != null) {
        sink.close();
      }
      if (file != null && !taken) {
        file.close();
      }
    }
  }
}
