package io.github.camelus3.it.master;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.component.zookeeper.cluster.ZooKeeperClusterService;

/** The leader is elected in ZooKeeper. */
public class ZooKeeper implements CamelConfiguration {
  @PropertyInject("zookeeper")
  String nodes;

  @PropertyInject("node")
  String id; // another one on each node

  @Override
  public void configure(CamelContext camel) throws Exception {
    ZooKeeperClusterService cluster = new ZooKeeperClusterService();
    cluster.setId(id);
    cluster.setNodes(nodes);
    cluster.setBasePath("/camel-us3");
    cluster.setSessionTimeout(10000);
    cluster.setConnectTimeout(5000);
    camel.addService(cluster);
  }
}
