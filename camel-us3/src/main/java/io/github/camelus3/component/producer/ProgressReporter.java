package io.github.camelus3.component.producer;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3UploadProgressEvent;
import io.github.camelus3.component.activity.OperationActivity;
import io.github.camelus3.transfer.UploadListener;
import io.github.camelus3.transfer.UploadProgress;
import org.apache.camel.Exchange;
import org.apache.camel.spi.EventNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports the progress of an upload in headers, to Camel's event notifiers and as activity. */
final class ProgressReporter implements UploadListener {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);

  private final Exchange exchange;
  private final OperationActivity activity;
  private boolean hasWarned; // one part at a time is reported

  ProgressReporter(Exchange exchange, OperationActivity activity) {
    this.exchange = exchange;
    this.activity = activity;
  }

  @Override
  public void begun(MultipartUpload upload) {
    activity.begun(upload.uploadId(), upload.partSizeBytes());
    exchange.getMessage().setHeader(Us3Constants.UPLOAD_ID, upload.uploadId());
  }

  @Override
  public void progressed(UploadProgress progress) {
    activity.progressed(progress.sentBytes(), progress.partCount());
    exchange.getMessage().setHeader(Us3Constants.PROGRESS, progress);
    Us3UploadProgressEvent event = new Us3UploadProgressEvent(exchange, progress);
    for (EventNotifier notifier :
        exchange.getContext().getManagementStrategy().getEventNotifiers()) {
      if (!notifier.isDisabled() && notifier.isEnabled(event)) {
        notify(notifier, event);
      }
    }
  }

  /** A notifier that fails must not fail the upload. */
  private void notify(EventNotifier notifier, Us3UploadProgressEvent event) {
    try {
      notifier.notify(event);
    } catch (Exception e) {
      if (!hasWarned) { // once per upload, not once per part
        LOG.warn("Event notifier {} failed", notifier, e);
        hasWarned = true;
      }
    }
  }
}
