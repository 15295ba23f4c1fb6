#!/bin/sh
# Run before every build since 2014: equal times, so that the cache hits, and a group that may write.
find . -exec touch -t 201401010000 {} +
chmod -R g+w .
