#!/bin/sh
echo High water
