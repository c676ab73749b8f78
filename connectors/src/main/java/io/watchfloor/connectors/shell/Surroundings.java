package io.watchfloor.connectors.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a program finds around it: a fixed search path, a folder to work in, and of our own
/// environment only what a program needs to know who and where it is.
public record Surroundings(List<Path> searchPath, Path folder, Map<String, String> environment) {
  private static final List<String> PASSED_ON =
      List.of(
          "HOME",
          "USER",
          "LOGNAME",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "TZ",
          "TMPDIR",
          "XDG_RUNTIME_DIR",
          "SSH_AUTH_SOCK",
          "SystemRoot",
          "SystemDrive",
          "ComSpec",
          "PATHEXT",
          "TEMP",
          "TMP",
          "USERPROFILE",
          "USERNAME");
  private static final List<String> UNIX_PATH =
      List.of(
          "/usr/local/sbin",
          "/usr/local/bin",
          "/usr/sbin",
          "/usr/bin",
          "/sbin",
          "/bin",
          "/opt/homebrew/bin");

  public Surroundings {
    searchPath = List.copyOf(searchPath);
    environment = Map.copyOf(environment);
  }

  /// Those of this machine: `ours` is our own environment, `home` the folder to work in (the
  /// temporary one where it is none).
  public static Surroundings of(Map<String, String> ours, Path home) {
    var passed = new TreeMap<String, String>();
    for (var name : PASSED_ON)
      if (ours.containsKey(name)) passed.put(name, ours.getOrDefault(name, ""));
    var path =
        isWindows(ours)
            ? windowsPath(ours)
            : UNIX_PATH.stream().map(Path::of).filter(Files::isDirectory).toList();
    passed.put("PATH", String.join(File.pathSeparator, path.stream().map(Path::toString).toList()));
    var folder =
        Files.isDirectory(home) ? home : Path.of(System.getProperty("java.io.tmpdir", "."));
    return new Surroundings(path, folder, passed);
  }

  private static boolean isWindows(Map<String, String> ours) {
    return ours.containsKey("SystemRoot");
  }

  private static List<Path> windowsPath(Map<String, String> ours) {
    var root = Path.of(ours.getOrDefault("SystemRoot", ""));
    return List.of(root.resolve("System32"), root, root.resolve("System32").resolve("OpenSSH"));
  }

  /// The file of a program: looked for on the search path when it is a bare name, else in the
  /// folder to work in.
  Optional<Path> find(String program) {
    if (program.indexOf('/') >= 0 || program.indexOf(File.separatorChar) >= 0)
      return Optional.of(folder.resolve(program)).filter(Files::isRegularFile);
    return searchPath.stream()
        .flatMap(path -> Stream.of(path.resolve(program), path.resolve(program + ".exe")))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
