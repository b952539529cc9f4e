// Intake: from the bytes of a delivered file to records and to sentences about what is wrong with
// them.
// Pure: no file system, no clock. The shell reads files and passes their bytes and listings in.
//
// Leads and activities come in two passes over the same bytes, in pieces, in bounded memory:
//
//   var preflight = try Preflight(name:size:columns: .leads(map), limits:)
//   try preflight.feed(bytes) …           refuses the whole file, before any row of it is taken
//   let shape = try preflight.finish()    format, encoding, delimiter, header, warnings
//   var reader = LeadReader(name:shape:map:limits:)
//   try reader.feed(bytes, into: &batch) … try reader.finish(into: &batch)
//   batch.records, batch.findings         take them, write rejected rows, removeAll(), go on
//
// `LeadReader.read` and `ActivityReader.read` do both passes over a file in memory.
//
// - `FieldMap`: header names to lead fields, the user's first, then those of the common CRMs.
// - `Finding`, `FileRefusal`: what to tell the person who delivered the file.
// - `RejectedRowsFile`, `CSVWriter`: the file of rejected rows, and CSV writing for everybody.
// - `Datasets`: reps, leave, holidays (CSV and iCalendar), presence, accounts, opportunities,
//   contacts and IP ranges: the rows, or every problem at once.
// - `DropDirectory`: what to do with the files that lie in the drop directory, as a state machine
//   over listings.
