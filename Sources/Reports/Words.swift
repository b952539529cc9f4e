extension String {
  /// `sla_attainment` as words.
  var words: String { replacing("_", with: " ") }
}
