package io.github.camelus3.it.master;

import static java.util.concurrent.TimeUnit.SECONDS;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.component.file.cluster.FileLockClusterService;

/** The leader holds a lock on a file. */
public class FileLock implements CamelConfiguration {
  @PropertyInject("lock-folder")
  String folder;

  @Override
  public void configure(CamelContext camel) throws Exception {
    FileLockClusterService cluster = new FileLockClusterService();
    cluster.setRoot(folder);
    cluster.setAcquireLockDelay(1, SECONDS);
    cluster.setAcquireLockInterval(1, SECONDS);
    camel.addService(cluster);
  }
}
