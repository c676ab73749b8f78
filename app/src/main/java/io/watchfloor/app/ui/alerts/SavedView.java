package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.ui.kit.Text;
import java.util.List;

/// A filter with a name. `{me}` in the filter stands for who sits here.
public record SavedView(String id, String filter) {
  static final List<SavedView> ALL =
      List.of(
          new SavedView("open", "state:firing"),
          new SavedView("nobody", "state:firing owner:nobody not state:silenced"),
          new SavedView("mine", "owner:{me}"),
          new SavedView("cleared", "state:cleared"),
          new SavedView("silenced", "state:silenced"),
          new SavedView("diverged", "state:diverged"),
          new SavedView("blind", "state:blind"),
          new SavedView("all", ""));

  String words() {
    return Text.of("alerts.view." + id);
  }

  String filter(String me) {
    return filter.replace("{me}", me);
  }
}
