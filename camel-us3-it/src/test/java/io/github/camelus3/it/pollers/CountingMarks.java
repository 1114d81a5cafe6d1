package io.github.camelus3.it.pollers;

import javax.sql.DataSource;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;

/** Marks that print a line for each claim that another process has won. */
public final class CountingMarks extends JdbcMessageIdRepository {
  /** The lines begin with this. */
  static final String REFUSED = "refused ";

  /** Marks of this name. */
  public CountingMarks(DataSource dataSource, String processorName) {
    super(dataSource, processorName);
  }

  @Override
  public boolean add(String mark) {
    boolean added = false;
    try {
      added = super.add(mark);
      return added;
    } finally {
      if (!added) {
        System.out.println(REFUSED + mark);
      }
    }
  }
}
