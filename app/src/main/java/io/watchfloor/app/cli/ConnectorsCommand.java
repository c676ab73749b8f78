package io.watchfloor.app.cli;

import io.watchfloor.connectors.ConnectorTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Lists what can be connected.
@Command(
    name = "connectors",
    mixinStandardHelpOptions = true,
    description =
        "Lists what can be connected, one line each, separated by tabs: name, what it reads, what"
            + " can be done there, against what it was tested.")
final class ConnectorsCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    ConnectorTable.lines().forEach(System.out::println);
    return 0;
  }
}
