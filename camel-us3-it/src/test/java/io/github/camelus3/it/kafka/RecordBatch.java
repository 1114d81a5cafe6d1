package io.github.camelus3.it.kafka;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/** The records of a batch, of docs/scale-out.md. */
public class RecordBatch implements CamelConfiguration {
  @Override
  public void configure(CamelContext camel) {
    camel.getRegistry().bind("batch", this);
  }

  /**
   * Copies of the records, without their commits: a dead record must not commit those before it.
   */
  public List<Message> records(@Body List<Exchange> batch) {
    List<Message> records = batch.stream().map(record -> record.getMessage().copy()).toList();
    records.forEach(record -> record.removeHeader(KafkaConstants.MANUAL_COMMIT));
    return records;
  }

  /** Commits the last record of each partition. */
  public void commit(@Body List<Exchange> batch) {
    Map<Integer, KafkaManualCommit> commits = new LinkedHashMap<>();
    for (Exchange record : batch) {
      Message message = record.getMessage();
      commits.put(
          message.getHeader(KafkaConstants.PARTITION, Integer.class),
          message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
    }
    commits.values().forEach(KafkaManualCommit::commit);
  }
}
