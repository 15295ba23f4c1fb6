#!/bin/sh
echo "high water 06:12"
