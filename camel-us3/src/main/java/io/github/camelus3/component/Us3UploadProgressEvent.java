package io.github.camelus3.component;

import io.github.camelus3.transfer.UploadProgress;
import java.util.EventObject;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;

/** Sent when the service has acknowledged a part of an upload, or a whole object. Immutable. */
public final class Us3UploadProgressEvent extends EventObject implements CamelEvent.ExchangeEvent {
  private static final long serialVersionUID = 1L;

  private final transient Exchange exchange;
  private final transient UploadProgress progress;
  private long timestamp;

  /** Creates an event with the progress of an exchange's upload. */
  public Us3UploadProgressEvent(Exchange exchange, UploadProgress progress) {
    super(exchange);
    this.exchange = exchange;
    this.progress = progress;
  }

  /** The progress of the upload. */
  public UploadProgress getProgress() {
    return progress;
  }

  @Override
  public Exchange getExchange() {
    return exchange;
  }

  @Override
  public Type getType() {
    return Type.Custom;
  }

  @Override
  public long getTimestamp() {
    return timestamp;
  }

  @Override
  public void setTimestamp(long timestamp) {
    this.timestamp = timestamp;
  }

  @Override
  public String toString() {
    return progress.toString();
  }
}
