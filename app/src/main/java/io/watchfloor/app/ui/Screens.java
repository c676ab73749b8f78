package io.watchfloor.app.ui;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.alerts.AlertsView;
import io.watchfloor.app.ui.audit.AuditView;
import io.watchfloor.app.ui.fixes.FixesView;
import io.watchfloor.app.ui.forecasts.ForecastsView;
import io.watchfloor.app.ui.hindsight.HindsightView;
import io.watchfloor.app.ui.incidents.IncidentsView;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.logs.LogsView;
import io.watchfloor.app.ui.managers.ManagersView;
import io.watchfloor.app.ui.metrics.MetricsView;
import io.watchfloor.app.ui.overview.OverviewView;
import io.watchfloor.app.ui.settings.SettingsView;
import io.watchfloor.app.ui.shell.Place;
import io.watchfloor.app.ui.shell.Place.Count;
import io.watchfloor.app.ui.shell.Place.Group;
import io.watchfloor.app.ui.sources.SourcesView;
import io.watchfloor.app.ui.topology.TopologyView;
import io.watchfloor.app.ui.wallboard.WallboardView;
import java.util.List;

/// Every screen and its place in the side bar, in reading order.
public final class Screens {
  private Screens() {}

  public static List<Place> all(Backend backend) {
    return List.of(
        new Place(
            "overview",
            Group.WATCH,
            Icon.OVERVIEW,
            "o",
            snapshot -> Count.NONE,
            navigator -> new OverviewView(backend, navigator)),
        new Place(
            "incidents",
            Group.WATCH,
            Icon.INCIDENTS,
            "i",
            Counts::incidents,
            navigator -> new IncidentsView(backend, navigator)),
        new Place(
            "alerts",
            Group.WATCH,
            Icon.ALERTS,
            "a",
            Counts::alerts,
            navigator -> new AlertsView(backend, navigator)),
        new Place(
            "metrics",
            Group.EXPLORE,
            Icon.METRICS,
            "m",
            snapshot -> Count.NONE,
            navigator -> new MetricsView(backend, navigator)),
        new Place(
            "logs",
            Group.EXPLORE,
            Icon.LOGS,
            "l",
            Counts::logs,
            navigator -> new LogsView(backend, navigator)),
        new Place(
            "forecasts",
            Group.EXPLORE,
            Icon.FORECASTS,
            "p",
            snapshot -> Count.NONE,
            navigator -> new ForecastsView(backend, navigator)),
        new Place(
            "hindsight",
            Group.EXPLORE,
            Icon.HINDSIGHT,
            "h",
            snapshot -> Count.NONE,
            navigator -> new HindsightView(backend, navigator)),
        new Place(
            "topology",
            Group.EXPLORE,
            Icon.TOPOLOGY,
            "t",
            snapshot -> Count.NONE,
            navigator -> new TopologyView(backend, navigator)),
        new Place(
            "managers",
            Group.EXPLORE,
            Icon.MANAGERS,
            "b",
            snapshot -> Count.NONE,
            navigator -> new ManagersView(backend, navigator)),
        new Place(
            "fixes",
            Group.ACT,
            Icon.FIXES,
            "f",
            Counts::fixes,
            navigator -> new FixesView(backend, navigator)),
        new Place(
            "sources",
            Group.SYSTEM,
            Icon.SOURCES,
            "s",
            Counts::sources,
            navigator -> new SourcesView(backend, navigator)),
        new Place(
            "audit",
            Group.SYSTEM,
            Icon.AUDIT,
            "u",
            snapshot -> Count.NONE,
            navigator -> new AuditView(backend)),
        new Place(
            "settings",
            Group.SYSTEM,
            Icon.SETTINGS,
            "x",
            Counts::problems,
            navigator -> new SettingsView(backend, navigator)),
        new Place(
            "wallboard",
            Group.WALL,
            Icon.OVERVIEW,
            "w",
            snapshot -> Count.NONE,
            navigator -> new WallboardView(backend)));
  }
}
