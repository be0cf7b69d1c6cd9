/* stages.h - the headers of the stages, in the order they run. */
#ifndef NST_ENGINE_STAGES_H
#define NST_ENGINE_STAGES_H

#include "text/text.h"

#include "syntax/conllu.h"
#include "syntax/syntax.h"

#include "actors/actors.h"

#include "events/events.h"
#include "events/relate.h"

#endif
