// The C calls that Swift's Glibc module lacks, each a few lines.
//
// One rule for all of them: a result of zero or more is success, a negative one is the negated
// errno (-ENOENT, -EINTR …), so that no caller has to read errno at the right moment.

#ifndef SB_CPLATFORM_H
#define SB_CPLATFORM_H

#include "sb_events.h"
#include "sb_files.h"
#include "sb_guard.h"
#include "sb_process.h"
#include "sb_signals.h"

#endif
