package io.watchfloor.app.settings;

import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.remedy.Level;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.topology.EntityRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The whole configuration, immutable; what is not in the file has its documented default.
public record Settings(
    List<SourceSettings> sources,
    EntityRules entities,
    List<Path> topologyFiles,
    List<Path> runbookFolders,
    Map<String, Level> levels,
    List<String> allowedHosts,
    Automation automation,
    List<BusinessService> services,
    Retention retention,
    boolean thisMachine,
    boolean demo,
    Look look,
    Detection detection,
    List<Outgoing> notices) {

  /// A group of entities that managers know by one name: `rule` is ALL (every one must be well),
  /// ANY, or AT_LEAST `count`. Members may be entities or other business services.
  public record BusinessService(String name, Rule rule, int count, List<String> members) {
    public enum Rule {
      ALL,
      ANY,
      AT_LEAST
    }
  }

  public record Retention(Duration keep, long bytes) {}

  /// `theme` is dark, light or system; `zone` empty means the machine's.
  public record Look(String theme, String zone, boolean reduceMotion) {}

  /// `sensitivity` is 1 as shipped; more tells more, less tells less.
  public record Detection(double sensitivity) {
    public static final double LEAST = 0.1;
    public static final double MOST = 10;
  }

  /// Who is told of incidents that are at least so bad; `settings` are those of a destination.
  public record Outgoing(SourceSettings settings, Severity least) {
    /// As people call it.
    public String name() {
      return settings.id().name().substring(PREFIX.length());
    }

    /// No source can have such a name, so that their secrets stay apart.
    static final String PREFIX = "notice:";
  }

  public static final Settings DEFAULT =
      new Settings(
          List.of(),
          EntityRules.DEFAULT,
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          new Automation(false, 6),
          List.of(),
          new Retention(Duration.ofDays(30), 4L << 30),
          true,
          true,
          new Look("dark", "", false),
          new Detection(1),
          List.of());
}
