package io.watchfloor.connectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The lab of real servers, if `LAB_HOME` names one that is up.
public final class Lab {
  private Lab() {}

  public static boolean isUp() {
    var home = System.getenv("LAB_HOME");
    return home != null && Files.isReadable(Path.of(home, "lab.env"));
  }

  public static String value(String key) throws IOException {
    return Files.readAllLines(Path.of(System.getenv("LAB_HOME"), "lab.env")).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  public static Map<String, List<String>> values(Map<String, String> single) {
    return single.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> List.of(it.getValue())));
  }
}
