package io.github.camelus3.it.pollers;

import static org.springframework.transaction.TransactionDefinition.ISOLATION_REPEATABLE_READ;

import javax.sql.DataSource;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.processor.idempotent.jdbc.JdbcOrphanLockAwareIdempotentRepository;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The locks of docs/scale-out-pollers.md. */
public class WorkingMarks implements CamelConfiguration {
  /** The locks of objects in progress. */
  @BindToRegistry(lazy = true)
  public JdbcOrphanLockAwareIdempotentRepository working(
      CamelContext camel,
      DataSource dataSource,
      @PropertyInject(value = "lock-max-age", defaultValue = "60000") long maxAgeMillis,
      @PropertyInject(value = "lock-keep-alive", defaultValue = "10000") long keepAliveMillis) {
    TransactionTemplate transactions =
        new TransactionTemplate(new JdbcTransactionManager(dataSource));
    transactions.setIsolationLevel(ISOLATION_REPEATABLE_READ);
    JdbcOrphanLockAwareIdempotentRepository marks =
        new JdbcOrphanLockAwareIdempotentRepository(
            dataSource, transactions, "photos-working", camel);
    marks.setCreateTableIfNotExists(false);
    marks.setLockMaxAgeMillis(maxAgeMillis);
    marks.setLockKeepAliveIntervalMillis(keepAliveMillis);
    return marks;
  }
}
