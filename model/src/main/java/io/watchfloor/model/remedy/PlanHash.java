package io.watchfloor.model.remedy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The fingerprint of a plan: SHA-256 over its fields, each with its length before it and each list
/// with its count, so that no two different plans read the same.
final class PlanHash {
  private final List<String> fields = new ArrayList<>();

  private PlanHash() {}

  /// Over everything that was shown: what an approval binds to.
  static String of(Plan plan) {
    var hash = new PlanHash();
    hash.add(
        plan.remediation(),
        plan.title(),
        plan.target().name(),
        Boolean.toString(plan.sandbox()),
        plan.timeLimit().toString());
    hash.add(Optional.of(plan.action()));
    hash.add(plan.dryRun());
    hash.add(plan.undo());
    hash.add(plan.probe());
    return hash.hex();
  }

  /// Over what it does alone: two recipes that do the same have the same.
  static String ofEffect(Plan plan) {
    var hash = new PlanHash();
    hash.add(Optional.of(plan.action()));
    return hash.hex();
  }

  private void add(String... more) {
    fields.addAll(List.of(more));
  }

  private void add(Optional<Action> action) {
    if (action.isEmpty()) {
      add("none");
      return;
    }
    switch (action.get()) {
      case Action.Command command -> {
        add("command", Integer.toString(command.argv().size()));
        fields.addAll(command.argv());
        add(command.environment());
      }
      case Action.Http http -> {
        add("http", http.method(), http.url(), http.body());
        add(http.headers());
        add(http.secretHeaders());
      }
    }
  }

  private void add(Map<String, String> map) {
    add(Integer.toString(map.size()));
    new TreeMap<>(map).forEach((name, value) -> add(name, value));
  }

  private String hex() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var field : fields) {
        var bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
