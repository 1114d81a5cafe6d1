package io.github.camelus3.component.message;

import io.github.camelus3.component.Us3Constants;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.cloudevents.CloudEvents;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/**
 * Adds the CloudEvents attributes of a polled object or of a callback to a message, as headers. The
 * body and the {@code CamelUs3*} headers stay. Two polls of the same version of an object make
 * events with the same ID; a callback has the ID of its exchange. A header {@code
 * CamelCloudEventID} that is set already stays. Thread safe.
 */
@DataTypeTransformer(
    name = "us3:application-cloudevents",
    description = "Adds CloudEvents headers to the message of a polled object or a callback")
public final class Us3CloudEventTransformer extends Transformer {
  /** The type of an event about a polled object. */
  public static final String GET_OBJECT = "org.apache.camel.event.us3.getObject";

  /** The type of an event about a callback. */
  public static final String CALLBACK = "org.apache.camel.event.us3.callback";

  private static final String JSON = "application/json";

  @Override
  public void transform(Message message, DataType from, DataType to) {
    Map<String, Object> headers = message.getHeaders();
    String bucket = message.getHeader(Us3Constants.BUCKET_NAME, String.class);
    String key = message.getHeader(Us3Constants.KEY, String.class);
    boolean isCallback = headers.containsKey(Us3Constants.CALLBACK_VERIFIED);

    headers.putIfAbsent(CloudEvent.CAMEL_CLOUD_EVENT_ID, id(message, key, isCallback));
    headers.put(CloudEvent.CAMEL_CLOUD_EVENT_VERSION, CloudEvents.v1_0.version());
    headers.put(CloudEvent.CAMEL_CLOUD_EVENT_TYPE, isCallback ? CALLBACK : GET_OBJECT);
    headers.put(
        CloudEvent.CAMEL_CLOUD_EVENT_SOURCE, bucket == null ? "us3" : "us3.bucket." + bucket);
    if (key != null) {
      headers.put(CloudEvent.CAMEL_CLOUD_EVENT_SUBJECT, key);
    }
    headers.put(CloudEvent.CAMEL_CLOUD_EVENT_TIME, time(message));
    headers.put(CloudEvent.CAMEL_CLOUD_EVENT_CONTENT_TYPE, contentType(message, isCallback));
  }

  private static String id(Message message, String key, boolean isCallback) {
    String eTag = message.getHeader(Us3Constants.ETAG, String.class);
    Instant modified = lastModified(message);
    boolean isVersionKnown = key != null && eTag != null && modified != null;
    return isCallback || !isVersionKnown
        ? message.getExchange().getExchangeId()
        : key + '@' + eTag + '@' + modified.toEpochMilli();
  }

  /** The last change of a polled object; otherwise the start of the exchange. */
  private static String time(Message message) {
    Instant modified = lastModified(message);
    return modified != null
        ? modified.toString()
        : CloudEvents.v1_0.getEventTime(message.getExchange());
  }

  private static Instant lastModified(Message message) {
    return message.getHeader(Us3Constants.LAST_MODIFIED) instanceof Instant modified
        ? modified
        : null;
  }

  /** Of the body: a polled object's MIME type, or JSON, the form of every callback. */
  private static String contentType(Message message, boolean isCallback) {
    if (isCallback) {
      return JSON;
    }
    String mimeType = message.getHeader(Us3Constants.MIME_TYPE, String.class);
    return mimeType != null ? mimeType : CloudEvent.APPLICATION_OCTET_STREAM_MIME_TYPE;
  }
}
