package io.watchfloor.app.ui.kit;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/// Material icons, one meaning each. Size and colour come from the theme.
public enum Icon {
  OVERVIEW(Material2OutlinedAL.DASHBOARD),
  INCIDENTS(Material2OutlinedMZ.REPORT),
  ALERTS(Material2OutlinedMZ.NOTIFICATIONS_NONE),
  METRICS(Material2OutlinedMZ.SHOW_CHART),
  LOGS(Material2OutlinedMZ.SUBJECT),
  TOPOLOGY(Material2OutlinedAL.ACCOUNT_TREE),
  FORECASTS(Material2OutlinedMZ.TRENDING_UP),
  HINDSIGHT(Material2OutlinedAL.HISTORY),
  FIXES(Material2OutlinedAL.BUILD),
  MANAGERS(Material2OutlinedAL.BUSINESS),
  REPORT(Material2OutlinedAL.ASSESSMENT),
  SOURCES(Material2OutlinedMZ.SETTINGS_INPUT_COMPONENT),
  AUDIT(Material2OutlinedAL.FACT_CHECK),
  SETTINGS(Material2OutlinedMZ.SETTINGS),
  CHANGE(Material2OutlinedAL.FLAG),
  PEOPLE(Material2OutlinedMZ.PERSON_OUTLINE),
  BLIND(Material2OutlinedMZ.VISIBILITY_OFF),
  SANDBOX(Material2OutlinedMZ.MOVIE),
  RUNNING(Material2OutlinedAL.AUTORENEW),
  UNDO(Material2OutlinedMZ.UNDO),
  SEARCH(Material2OutlinedMZ.SEARCH),
  ADD(Material2OutlinedAL.ADD),
  CLOSE(Material2OutlinedAL.CLOSE),
  MORE(Material2OutlinedMZ.MORE_HORIZ),
  CHECK(Material2OutlinedAL.CHECK),
  CHECK_ALL(Material2OutlinedAL.DONE_ALL),
  FAILED(Material2OutlinedAL.CLOSE),
  NEXT(Material2OutlinedAL.CHEVRON_RIGHT),
  OPEN(Material2OutlinedAL.EXPAND_MORE),
  ARROW(Material2OutlinedAL.ARROW_FORWARD),
  UP(Material2OutlinedAL.ARROW_UPWARD),
  FILTER(Material2OutlinedAL.FILTER_LIST),
  SAVE_VIEW(Material2OutlinedAL.BOOKMARK_BORDER),
  PLAY(Material2OutlinedMZ.PLAY_ARROW),
  PAUSE(Material2OutlinedMZ.PAUSE),
  AGAIN(Material2OutlinedMZ.REFRESH),
  FLAPPING(Material2OutlinedMZ.REPEAT),
  SILENCED(Material2OutlinedMZ.NOTIFICATIONS_OFF),
  NEW(Material2OutlinedMZ.RADIO_BUTTON_UNCHECKED),
  AUTOMATION(Material2OutlinedMZ.POWER_SETTINGS_NEW),
  MACHINE(Material2OutlinedAL.LAPTOP),
  COPY(Material2OutlinedAL.CONTENT_COPY),
  EDIT(Material2OutlinedAL.EDIT),
  DELETE(Material2OutlinedAL.DELETE_OUTLINE),
  FILE(Material2OutlinedAL.DESCRIPTION);

  @SuppressWarnings("ImmutableEnumChecker") // an enum constant itself
  private final Ikon glyph;

  Icon(Ikon glyph) {
    this.glyph = glyph;
  }

  /// A new node, 16 px; style class `wf-icon`.
  public FontIcon node() {
    var icon = new FontIcon(glyph);
    icon.getStyleClass().add("wf-icon");
    icon.setMouseTransparent(true);
    return icon;
  }

  /// A new node with further style classes (`small`: 14 px, `side`: 18 px, `large`: 32 px, and
  /// colours: `muted`, `strong`, `accent`, …).
  public FontIcon node(String... styles) {
    var icon = node();
    icon.getStyleClass().addAll(styles);
    return icon;
  }
}
