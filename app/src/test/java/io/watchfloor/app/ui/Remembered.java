package io.watchfloor.app.ui;

import io.watchfloor.app.settings.Settings;
import io.watchfloor.app.settings.Settings.BusinessService;
import io.watchfloor.app.ui.kit.Acts;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeHistory;
import io.watchfloor.app.ui.kit.SnapshotBuilder;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.GroupFinding;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Member;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.learn.Teacher;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The busy estate with a memory: a series that surges, a gap, an episode that belongs to the first
/// incident, a run that is verifying, business services.
public final class Remembered {
  private static final SeriesId ID = Estate.series("http_errors_ratio", "catalogue");
  private static final MetricInfo INFO = new MetricInfo(MetricInfo.Type.GAUGE, "ratio", "");

  private Remembered() {}

  /// The same world once people have taught it something.
  public static Snapshot taught(Priors priors) {
    var b = world();
    b.priors = priors;
    return b.build();
  }

  /// What people said of suspects: of the first incident's that it was right, and of some before.
  public static Priors verdicts() {
    var priors = said(Priors.NONE, "INC-214", 0.81, true);
    priors = said(priors, "INC-190", 0.86, true);
    priors = said(priors, "INC-191", 0.84, false);
    return said(priors, "INC-192", 0.35, false);
  }

  private static Priors said(Priors before, String incident, double probability, boolean right) {
    return Teacher.learn(
        before,
        new Feedback.Suspect(
            Estate.NOW,
            Estate.NIGHT,
            new IncidentId(incident),
            "catalogue",
            FaultKind.ERRORS,
            probability,
            right));
  }

  private static SnapshotBuilder world() {
    var b = Estate.busy();
    var anomaly =
        new Anomaly(
            "A-1",
            ID,
            new EntityId("catalogue"),
            INFO,
            Estate.at("07:16:53"),
            Optional.empty(),
            Estate.NOW,
            Anomaly.Kind.LEVEL_SHIFT,
            0.97,
            0.72,
            0.01,
            0.002,
            0.018);
    b.anomalies.add(anomaly);
    b.groups.add(
        new GroupFinding(
            "g-1",
            ID.source(),
            anomaly.entity(),
            anomaly.from(),
            Optional.empty(),
            Estate.NOW,
            3.1,
            12,
            List.of(
                new GroupFinding.Contribution(ID, 5.2),
                new GroupFinding.Contribution(
                    Estate.series("http_requests_in_flight", "catalogue"), 4.1),
                new GroupFinding.Contribution(Estate.series("db_pool_free", "catalogue"), -2.2))));
    b.incidents.set(0, with(b.incidents.getFirst(), anomaly));
    b.runs.add(Acts.run(RunState.VERIFYING));
    return b;
  }

  public static FakeBackend backend() {
    var b = world();
    var history = new FakeHistory();
    int size = 900;
    var at = new long[size];
    var value = new double[size];
    for (int i = 0; i < size; i++) {
      at[i] = Estate.NOW.toEpochMilli() - (size - 1 - i) * 1000L;
      boolean isGone = i > 300 && i < 345;
      double surge = Math.clamp((i - 852) / 12.0, 0, 1) * 0.7;
      value[i] =
          isGone
              ? Double.NaN
              : 0.01 + 0.003 * Math.sin(i / 9.0) + 0.002 * Math.sin(i * 1.7) + surge;
    }
    history.series.put(ID, new Series(ID, INFO, at, value));
    history.changes.addAll(b.changes);
    history.incidents.addAll(b.incidents);
    history.gaps.put(Estate.OLD, List.of(new Window(Estate.at("07:11:20"), Estate.NOW)));
    var backend = new FakeBackend(b.build());
    backend.history = history;
    var d = Settings.DEFAULT;
    backend.settings =
        new Settings(
            d.sources(),
            d.entities(),
            d.topologyFiles(),
            d.runbookFolders(),
            d.levels(),
            d.allowedHosts(),
            d.automation(),
            List.of(
                new BusinessService(
                    "Browse", BusinessService.Rule.ALL, 0, List.of("edge", "catalogue")),
                new BusinessService(
                    "Pay", BusinessService.Rule.AT_LEAST, 1, List.of("payment", "cart")),
                new BusinessService("Stock", BusinessService.Rule.ALL, 0, List.of("warehouse"))),
            d.retention(),
            d.thisMachine(),
            d.demo(),
            d.look(),
            d.detection(),
            d.notices());
    return backend;
  }

  private static Incident with(Incident one, Anomaly anomaly) {
    var members = new ArrayList<>(one.members());
    members.add(
        new Member(
            new Ref.ToAnomaly(anomaly.id()),
            anomaly.entity(),
            "http_errors_ratio above its band",
            Severity.WARNING,
            anomaly.from(),
            Optional.empty(),
            "the first to leave its band"));
    return new Incident(
        one.id(),
        one.version(),
        one.title(),
        one.severity(),
        one.state(),
        one.since(),
        one.openedAt(),
        one.updatedAt(),
        one.resolvedAt(),
        members,
        one.entities(),
        one.owner(),
        one.acknowledgedAt(),
        one.notes());
  }
}
