#include <math.h>

/* Height of the tide in metres, from two of its harmonics. Called by server.py. */
double height(double hours)
{
	const double moon = 2.0 * M_PI / 12.4206, sun = 2.0 * M_PI / 12.0;
	return 1.8 * cos(moon * hours) + 0.6 * cos(sun * hours);
}
